import type { Clock } from '../../domain/clock';
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
import type { Mailer } from '../../domain/mail';
import type { Teams } from '../../domain/teams/teams';
import type { Background } from '../background';

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
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
}
