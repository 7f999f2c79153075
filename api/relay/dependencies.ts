import type { IdentityEvents } from '../../domain/identity/events';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { Users } from '../../domain/identity/users';
import type { Ledger } from '../../domain/ledger/ledger';
import type { DigitCaptcha } from '../auth/digit-captcha';

/** What the relay surface's operations work with. */
export interface RelayDependencies {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly identityEvents: IdentityEvents;
  readonly ledger: Pick<Ledger, 'balance'>;
  /** Undefined where signing in and registering ask for none. */
  readonly digitCaptcha: DigitCaptcha | undefined;
}
