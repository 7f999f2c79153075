import type { Migration } from '../migrator';
import { identity } from './0001-identity';
import { ledger } from './0002-ledger';
import { orders } from './0003-orders';
import { jobs } from './0004-jobs';
import { catalog } from './0005-catalog';
import { sessions } from './0006-sessions';
import { audits } from './0007-audits';
import { signIn } from './0008-sign-in';
import { spentTotals } from './0009-spent-totals';
import { gateway } from './0010-gateway';
import { upstreamAccounts } from './0011-upstream-accounts';
import { packages } from './0012-packages';
import { callAttempts } from './0013-call-attempts';

/** Every step of the schema, oldest first. A step that has been released is never edited. */
export const migrations: readonly Migration[] = [
  identity,
  ledger,
  orders,
  jobs,
  catalog,
  sessions,
  audits,
  signIn,
  spentTotals,
  gateway,
  upstreamAccounts,
  packages,
  callAttempts,
];
