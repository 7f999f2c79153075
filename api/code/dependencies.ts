import type { Clock } from '../../domain/clock';
import type { Credits } from '../../domain/credits';
import type { Captcha } from '../../domain/identity/captcha';
import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { ExternalIdentities } from '../../domain/identity/external-identities';
import type { OAuthProviders } from '../../domain/identity/oauth';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { Passwords } from '../../domain/identity/passwords';
import type { Sessions } from '../../domain/identity/sessions';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Artifacts } from '../../domain/jobs/artifacts';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Mailer } from '../../domain/mail';
import type { OutboxEntry } from '../../domain/outbox';
import type { Conversations } from '../../domain/conversations/conversations';
import type { Images } from '../../domain/sandboxes/images';
import type { Vms } from '../../domain/sandboxes/vms';
import type { FollowUps } from '../../domain/tasks/follow-up';
import type { TaskArchives } from '../../domain/tasks/archives';
import type { TaskOrders } from '../../domain/tasks/acceptance';
import type { LogSource } from '../../domain/tasks/follow-log';
import type { PlanName } from '../../domain/tasks/plans';
import type { RaiseBudget } from '../../domain/tasks/raising';
import type { Turn } from '../../domain/tasks/task';
import type { TaskModels } from '../../domain/tasks/task-models';
import type { Tasks } from '../../domain/tasks/tasks';
import type { Teams } from '../../domain/teams/teams';
import type { Background } from '../background';
import type { PreviewLinks } from '../previews/preview-links';

/** What the surface's operations work with. */
export interface CodeDependencies {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly passwords: Passwords;
  readonly identityEvents: IdentityEvents;
  readonly emails: Emails;
  readonly externalIdentities: ExternalIdentities;
  readonly oneTimeTokens: OneTimeTokens;
  readonly captcha: Captcha;
  readonly teams: Teams;
  readonly oauth: OAuthProviders;
  readonly mailer: Mailer;
  readonly background: Background;
  readonly artifacts: Artifacts;
  readonly ledger: Ledger;
  readonly dispatch: (entry: OutboxEntry | null) => void;
  readonly tasks: Tasks;
  readonly taskOrders: TaskOrders;
  readonly followUps: FollowUps;
  readonly conversations: Conversations;
  readonly vms: Vms;
  readonly images: Images;
  readonly taskArchives: TaskArchives;
  readonly previewLinks: PreviewLinks;
  readonly taskModels: TaskModels;
  readonly taskLogs: LogSource;
  /** What a task's model calls may cost where nothing is said. */
  readonly taskBudget: Credits;
  /** What an hour of a sandbox costs. */
  readonly hourPrice: Credits;
  readonly raiseBudget: RaiseBudget;
  readonly planOf: (userId: number) => PlanName;
  /** What the model calls of a turn have come to. */
  readonly spentOf: (turn: Pick<Turn, 'jobId'>) => Promise<Credits>;
  /** The same of several, by their jobs. */
  readonly spentOfAll: (jobIds: readonly string[]) => Promise<ReadonlyMap<string, Credits>>;
  /** Gives places to turns that wait; never rejects. */
  readonly admit: () => Promise<void>;
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
}
