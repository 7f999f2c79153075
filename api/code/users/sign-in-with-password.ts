import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { startSession } from './start-session';
import { userDto } from './user-dto';

export const signInWithPassword: CodeHandler<'signInWithPassword'> = async (request, deps) => {
  const { body, place } = request;
  await deps.captcha.spend(body.captcha_token);
  const user = await deps.signIns.withPassword(body.email, body.password, place);
  await startSession({ user, method: 'password' }, request, deps);
  return ok({ user: userDto(user) });
};
