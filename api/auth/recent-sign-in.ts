import { AppError } from '../../domain/errors';
import type { Principal } from './principal';

const RECENT_MS = 15 * 60_000;

/**
 * What makes an account somebody else's for good (another address, a passkey, an account elsewhere, a password set
 * without the old one) asks for a sign-in of the last 15 minutes: whoever has but a token cannot do it. AppError
 * SIGN_IN_AGAIN.
 */
export function expectRecentSignIn(user: Principal | undefined, now: Date): void {
  if (user && now.getTime() - user.signedInAt.getTime() <= RECENT_MS) return;
  throw new AppError('SIGN_IN_AGAIN');
}
