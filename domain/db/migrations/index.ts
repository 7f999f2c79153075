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
import { models } from './0014-models';
import { publishing } from './0017-publishing';
import { coupons } from './0020-coupons';
import { membership } from './0021-membership';
import { referrals } from './0022-referrals';
import { activities } from './0023-activities';
import { creationVersions } from './0024-creation-versions';
import { vendorTasks } from './0025-vendor-tasks';
import { notifications } from './0026-notifications';
import { publishingEvents } from './0028-publishing-events';
import { lists } from './0029-lists';
import { publishingRunners } from './0031-publishing-runners';
import { postsTaken } from './0032-posts-taken';
import { rowsWithoutUserLocks } from './0033-rows-without-user-locks';
import { orderRefunds } from './0034-order-refunds';
import { statistics } from './0035-statistics';
import { jobTexts } from './0036-job-texts';
import { totals } from './0037-totals';
import { tasks } from './0038-tasks';
import { conversations } from './0039-conversations';
import { closedBudgets } from './0040-closed-budgets';
import { sandboxImages } from './0041-sandbox-images';
import { runEnds } from './0042-run-ends';
import { deadColumns } from './0043-dead-columns';
import { hostInstances } from './0044-host-instances';
import { taskRetention } from './0045-task-retention';
import { lostPatches } from './0046-lost-patches';
import { pauses } from './0047-pauses';
import { complaintsTold } from './0048-complaints-told';

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
  models,
  publishing,
  coupons,
  membership,
  referrals,
  activities,
  creationVersions,
  vendorTasks,
  notifications,
  publishingEvents,
  lists,
  publishingRunners,
  postsTaken,
  rowsWithoutUserLocks,
  orderRefunds,
  statistics,
  jobTexts,
  totals,
  tasks,
  conversations,
  closedBudgets,
  sandboxImages,
  runEnds,
  deadColumns,
  hostInstances,
  taskRetention,
  lostPatches,
  pauses,
  complaintsTold,
];
