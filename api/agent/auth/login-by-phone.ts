import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { knownOrNew } from './known-or-new';
import { signIn } from './sign-in';

export const loginByPhone: AgentHandler<'loginByPhone'> = async (request, deps) => {
  const { phone, code } = request.body;
  await deps.codes.redeem('login', phone, code);
  const user = await knownOrNew({ phone }, request, deps);
  return ok(await signIn(user, 'phone_code', request, deps), 'success.login');
};
