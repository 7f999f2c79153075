import type { Clock } from '../../domain/clock';
import type { VerificationCodes } from '../../domain/identity/codes';
import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { ExternalIdentities } from '../../domain/identity/external-identities';
import type { OAuthProvider } from '../../domain/identity/oauth';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { Passkeys } from '../../domain/identity/passkeys';
import type { Passwords } from '../../domain/identity/passwords';
import type { Sessions } from '../../domain/identity/sessions';
import type { Setup } from '../../domain/identity/setup';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Mailer } from '../../domain/mail';
import type { WebAuthn } from '../auth/webauthn';
import type { GatewayStores } from './stores';

/** What the gateway surface's operations work with. */
export interface GatewayDependencies extends GatewayStores {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly codes: VerificationCodes;
  readonly oneTimeTokens: OneTimeTokens;
  readonly externalIdentities: ExternalIdentities;
  readonly passkeys: Passkeys;
  readonly webAuthn: WebAuthn;
  readonly emails: Emails;
  readonly identityEvents: IdentityEvents;
  readonly setup: Setup;
  readonly ledger: Pick<Ledger, 'balance' | 'spendable'>;
  readonly mailer: Mailer;
  readonly oauth: {
    /** Undefined where no OpenID Connect provider is set up. */
    readonly oidc?: OAuthProvider | undefined;
  };
  /** Where browsers reach us, without a slash at its end. */
  readonly publicUrl: string;
}
