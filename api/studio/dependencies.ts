import type { Activities } from '../../domain/campaigns/activities';
import type { Coupons } from '../../domain/campaigns/coupons';
import type { Referrals } from '../../domain/campaigns/referrals';
import type { Models } from '../../domain/catalog/models';
import type { Clock } from '../../domain/clock';
import type { Creations } from '../../domain/creations/creations';
import type { ExportArticle } from '../../domain/creations/export';
import type { VerificationCodes } from '../../domain/identity/codes';
import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Announcements } from '../../domain/jobs/announcements';
import type { Artifacts } from '../../domain/jobs/artifacts';
import type { Jobs } from '../../domain/jobs/jobs';
import type { LiveTexts } from '../../domain/jobs/live-texts';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Mailer } from '../../domain/mail';
import type { Notifications } from '../../domain/notifications/notifications';
import type { NonceStore } from '../../domain/orders/callback-nonces';
import type { Orders } from '../../domain/orders/orders';
import type { Refunds } from '../../domain/orders/refunds';
import type { OutboxEntry } from '../../domain/outbox';
import type { PaymentProvider } from '../../domain/payments';
import type { PlatformAccounts } from '../../domain/publishing/accounts';
import type { HandOffLinks } from '../../domain/publishing/hand-off-link';
import type { Publications } from '../../domain/publishing/publications';
import type { Targets } from '../../domain/publishing/targets';
import type { Statistics } from '../../domain/statistics/statistics';
import type { Background } from '../background';

/** What the studio's operations work with. */
export interface StudioDependencies {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
  readonly signIns: SignIns;
  readonly codes: VerificationCodes;
  readonly emails: Pick<Emails, 'confirm'>;
  readonly mailer: Mailer;
  readonly background: Background;
  readonly tokens: Tokens;
  readonly ledger: Ledger;
  readonly orders: Orders;
  readonly refunds: Pick<Refunds, 'ask' | 'ofOrder'>;
  readonly coupons: Coupons;
  readonly activities: Activities;
  readonly referrals: Referrals;
  readonly statistics: Pick<Statistics, 'report'>;
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
  /** Undefined where nothing can be bought. */
  readonly payments: PaymentProvider | undefined;
  readonly callbackSecret: string | undefined;
  readonly nonceStore: NonceStore;
  readonly jobs: Jobs;
  readonly announcements: Pick<Announcements, 'onJob' | 'onFeed'>;
  readonly notifications: Notifications;
  /** Texts while they are written. */
  readonly hear: LiveTexts['hear'];
  readonly creations: Creations;
  readonly exportArticle: ExportArticle;
  readonly models: Models;
  readonly artifacts: Artifacts;
  readonly platformAccounts: PlatformAccounts;
  readonly publications: Publications;
  readonly publicationTargets: Pick<Targets, 'confirm'>;
  readonly handOffLinks: Pick<HandOffLinks, 'url'>;
  /** Delivers what a commit owes to Temporal, without being waited for; what fails is left to the relay. */
  readonly dispatch: (entry: OutboxEntry | null) => void;
  /** How long a request waits for the result of a short job. */
  readonly waitMs: number;
}
