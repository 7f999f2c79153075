import type { Models } from '../../domain/catalog/models';
import type { Clock } from '../../domain/clock';
import type { Creations } from '../../domain/creations/creations';
import type { IdentityEvents } from '../../domain/identity/events';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Announcements } from '../../domain/jobs/announcements';
import type { Artifacts } from '../../domain/jobs/artifacts';
import type { Jobs } from '../../domain/jobs/jobs';
import type { Ledger } from '../../domain/ledger/ledger';
import type { NonceStore } from '../../domain/orders/callback-nonces';
import type { Orders } from '../../domain/orders/orders';
import type { OutboxEntry } from '../../domain/outbox';
import type { PaymentProvider } from '../../domain/payments';

/** What the studio's operations work with. */
export interface StudioDependencies {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
  readonly signIns: SignIns;
  readonly tokens: Tokens;
  readonly ledger: Ledger;
  readonly orders: Orders;
  /** Undefined where nothing can be bought. */
  readonly payments: PaymentProvider | undefined;
  readonly callbackSecret: string | undefined;
  readonly nonceStore: NonceStore;
  readonly jobs: Jobs;
  readonly announcements: Pick<Announcements, 'onJob'>;
  readonly creations: Creations;
  readonly models: Models;
  readonly artifacts: Artifacts;
  /** Delivers what a commit owes to Temporal, without being waited for; what fails is left to the relay. */
  readonly dispatch: (entry: OutboxEntry | null) => void;
  /** How long a request waits for the result of a short job. */
  readonly waitMs: number;
}
