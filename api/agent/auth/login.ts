import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { signIn } from './sign-in';

export const login: AgentHandler<'login'> = async (request, deps) => {
  const { body, place } = request;
  const user = await deps.signIns.withPassword(body.email, body.password, place);
  return ok(await signIn(user, 'password', request, deps), 'success.login');
};
