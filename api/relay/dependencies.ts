import type { Clock } from '../../domain/clock';
import type { ApiKeys } from '../../domain/gateway/api-keys';
import type { CallLog } from '../../domain/gateway/calls';
import type { Packages } from '../../domain/gateway/packages';
import type { UserPackages } from '../../domain/gateway/user-packages';
import type { Emails } from '../../domain/identity/emails';
import type { IdentityEvents } from '../../domain/identity/events';
import type { Passwords } from '../../domain/identity/passwords';
import type { Sessions } from '../../domain/identity/sessions';
import type { Tokens } from '../../domain/identity/tokens';
import type { SignIns } from '../../domain/identity/sign-ins';
import type { Users } from '../../domain/identity/users';
import type { Ledger } from '../../domain/ledger/ledger';
import type { DigitCaptcha } from '../auth/digit-captcha';
import type { AccountServices } from './account-services';

/** What the relay surface's operations work with. */
export interface RelayDependencies extends AccountServices {
  readonly clock: Clock;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly emails: Emails;
  readonly identityEvents: IdentityEvents;
  readonly ledger: Pick<Ledger, 'balance'>;
  readonly apiKeys: ApiKeys;
  readonly packages: Packages;
  readonly userPackages: UserPackages;
  readonly callLog: CallLog;
  /** Undefined where signing in and registering ask for none. */
  readonly digitCaptcha: DigitCaptcha | undefined;
}
