import { AppError } from '../../../domain/errors';
import type { SignInMethod } from '../../../domain/identity/sessions';
import type { User } from '../../../domain/identity/user';
import { LIFETIMES } from '../../auth/schemes';
import type { Call } from '../../router/call';
import type { CodeDependencies } from '../dependencies';

interface Start {
  readonly user: User;
  readonly method: SignInMethod;
  /** The team that the session is to act for. */
  readonly teamId?: number;
}

/**
 * Begins a session and gives the browser its cookie, under an id that nobody knew before. AppError
 * ACCOUNT_DISABLED for a user who was shut out; UNAVAILABLE while cookies are away, and then there is no session.
 */
export async function startSession(
  { user, method, teamId }: Start,
  { session: browser, device, note }: Pick<Call, 'session' | 'device' | 'note'>,
  { sessions }: Pick<CodeDependencies, 'sessions'>,
): Promise<void> {
  note({ userId: user.id });
  if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
  const session = await sessions.begin({
    userId: user.id,
    surface: 'code',
    method,
    device,
    lifetimeSeconds: LIFETIMES.code.session,
    ...(teamId === undefined ? {} : { teamId }),
  });
  if (await browser.start(session.id)) return;
  await sessions.end(user.id, session.id, 'revoked');
  throw new AppError('UNAVAILABLE', undefined, { note: 'cookies are away: nobody can sign in by them' });
}
