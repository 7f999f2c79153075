import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { GOOGLE_STATE } from './google-state';
import { signIn } from './sign-in';

export const loginWithGoogle: AgentHandler<'loginWithGoogle'> = async (request, deps) => {
  const { google } = deps.oauth;
  if (!google) throw new AppError('SIGN_IN_UNAVAILABLE', undefined, { note: 'Google is not set up' });
  const { code, state, nonce, codeVerifier } = request.body;
  if (!(await deps.oneTimeTokens.take(GOOGLE_STATE, state))) throw new AppError('STATE_INVALID');
  const profile = await google.exchange({ code, nonce, codeVerifier, redirectUri: deps.googleRedirectUri });
  const user = await deps.externalIdentities.signIn('google', profile, { place: request.place });
  return ok(await signIn(user, 'google', request, deps), 'success.login');
};
