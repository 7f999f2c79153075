import type { IdempotencyClaim } from '../idempotency';
import type { Role, User } from './user';

/** What an account begins with. */
export interface Registration {
  /** Made from the address when none is given. */
  readonly username?: string | undefined;
  readonly email?: string | null | undefined;
  /** Whether the address is proven to be the user's. */
  readonly emailVerified?: boolean | undefined;
  /** A mainland number that is proven to be the user's. */
  readonly phone?: string | null | undefined;
  /** Without one the user signs in by code, passkey or at a provider. */
  readonly password?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
  /** Another user's code. */
  readonly referralCode?: string | undefined;
  readonly role?: Role | undefined;
  readonly idempotency?: IdempotencyClaim | undefined;
}

/** `repeated` when the request's key had made the user before. */
export interface Registered {
  readonly user: User;
  readonly repeated: boolean;
}
