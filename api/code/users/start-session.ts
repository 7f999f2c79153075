import { AppError } from '../../../domain/errors';
import type { SignInStart } from '../../../domain/identity/sign-ins';
import type { User } from '../../../domain/identity/user';
import { LIFETIMES } from '../../auth/schemes';
import type { Call } from '../../router/call';
import type { CodeDependencies } from '../dependencies';

/**
 * Begins a session and gives the browser its cookie, under an id that nobody knew before. AppError
 * ACCOUNT_DISABLED for a user who was shut out; UNAVAILABLE while cookies are away, and then there is no session.
 */
export async function startSession(
  { user, ...how }: { readonly user: User } & Pick<SignInStart, 'method' | 'team'>,
  { session: browser, place, note }: Pick<Call, 'session' | 'place' | 'note'>,
  { signIns, sessions }: Pick<CodeDependencies, 'signIns' | 'sessions'>,
): Promise<void> {
  note({ userId: user.id });
  const session = await signIns.begin(user, { ...how, place, lifetimeSeconds: LIFETIMES.code.session });
  if (await browser.start(session.id)) return;
  await sessions.end(user.id, session.id, 'revoked');
  throw new AppError('UNAVAILABLE', undefined, { note: 'cookies are away: nobody can sign in by them' });
}
