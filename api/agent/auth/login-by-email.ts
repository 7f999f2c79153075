import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { knownOrNew } from './known-or-new';
import { signIn } from './sign-in';

export const loginByEmail: AgentHandler<'loginByEmail'> = async (request, deps) => {
  const { email, code } = request.body;
  await deps.codes.redeem('login', email, code);
  const user = await knownOrNew({ email }, request, deps);
  return ok(await signIn(user, 'email_code', request, deps), 'success.login');
};
