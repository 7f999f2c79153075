import type { Models } from '../../domain/catalog/models';
import type { Clock } from '../../domain/clock';
import type { Avatars } from '../../domain/identity/avatars';
import type { VerificationCodes } from '../../domain/identity/codes';
import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { ExternalIdentities } from '../../domain/identity/external-identities';
import type { OAuthProviders } from '../../domain/identity/oauth';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { Preferences } from '../../domain/identity/preferences';
import type { Passwords } from '../../domain/identity/passwords';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Mailer } from '../../domain/mail';
import type { SmsSender } from '../../domain/sms';

/** What the agent surface's operations work with. */
export interface AgentDependencies {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly codes: VerificationCodes;
  readonly oneTimeTokens: OneTimeTokens;
  readonly emails: Emails;
  readonly externalIdentities: ExternalIdentities;
  readonly preferences: Preferences;
  readonly identityEvents: IdentityEvents;
  readonly avatars: Avatars;
  readonly ledger: Pick<Ledger, 'balance' | 'spent'>;
  readonly models: Pick<Models, 'list'>;
  readonly mailer: Mailer;
  /** Undefined where no vendor is set up. */
  readonly sms: SmsSender | undefined;
  readonly oauth: Pick<OAuthProviders, 'google'>;
  /** The page that Google sends browsers back to: the frontend's, which posts what came to `loginWithGoogle`. */
  readonly googleRedirectUri: string;
}
