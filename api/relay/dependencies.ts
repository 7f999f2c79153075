import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { Passwords } from '../../domain/identity/passwords';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Ledger } from '../../domain/ledger/ledger';
import type { DigitCaptcha } from '../auth/digit-captcha';
import type { AccountServices } from '../model-calls/account-services';

/** What the relay surface's operations work with. */
export interface RelayDependencies extends AccountServices {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly emails: Emails;
  readonly identityEvents: IdentityEvents;
  readonly ledger: Pick<Ledger, 'balance'>;
  /** Undefined where signing in and registering ask for none. */
  readonly digitCaptcha: DigitCaptcha | undefined;
}
