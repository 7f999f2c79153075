import { isAppError } from '../../../domain/errors';
import type { User } from '../../../domain/identity/user';
import type { CodeDependencies } from '../dependencies';
import type { CodeHandler, CodeRequest } from '../operation';
import { ok } from '../reply';
import { startSession } from './start-session';
import { userDto } from './user-dto';

export const signInWithPassword: CodeHandler<'signInWithPassword'> = async (request, deps) => {
  await deps.captcha.spend(request.body.captcha_token);
  const user = await authenticated(request, deps);
  await startSession({ user, method: 'password' }, request, deps);
  const { device } = request;
  const event = { userId: user.id, action: 'sign_in', surface: 'code', device, detail: 'password' } as const;
  await deps.identityEvents.record(event);
  return ok({ user: userDto(user) });
};

/** Whose password it is. A failure is noted with the account that was meant. */
async function authenticated(
  { body, device }: CodeRequest<'signInWithPassword'>,
  { users, identityEvents }: CodeDependencies,
): Promise<User> {
  const { email: name, password } = body;
  try {
    return await users.authenticate(name, password);
  } catch (error) {
    if (!isAppError(error, 'BAD_CREDENTIALS')) throw error;
    // The same work for an account that is not there: how long it takes tells nothing.
    const meant = await (name.includes('@') ? users.findByEmail(name) : users.findByUsername(name));
    const action = 'sign_in_failed';
    await identityEvents.record({ userId: meant?.id ?? null, action, surface: 'code', device });
    throw error;
  }
}
