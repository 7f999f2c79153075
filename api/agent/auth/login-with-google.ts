import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { cameBack } from './google-state';
import { signIn } from './sign-in';

export const loginWithGoogle: AgentHandler<'loginWithGoogle'> = async (request, deps) => {
  const { body, place } = request;
  const profile = await cameBack(body, {}, deps);
  const user = await deps.externalIdentities.signIn('google', profile, { place });
  return ok(await signIn(user, 'google', request, deps), 'success.login');
};
