import { takeAttempt } from '../../auth/oauth-attempts';
import { ownAddress } from '../../auth/own-address';
import { Redirect } from '../../router/call';
import type { CodeHandler } from '../operation';
import { baizhi, baizhiFlow } from './baizhi-flow';
import { startSession } from './start-session';

export const finishOauthSignIn: CodeHandler<'finishOauthSignIn'> = async (request, deps) => {
  const { query, cookies, place } = request;
  const { oneTimeTokens, publicUrl, externalIdentities } = deps;
  const provider = baizhi(deps);
  const flow = baizhiFlow(publicUrl);
  const attempt = await takeAttempt<{ redirect?: string }>(flow, query?.state, { oneTimeTokens, cookies });
  if (query?.code === undefined) return new Redirect(ownAddress(publicUrl, '/?sign_in=refused'));

  const { nonce, codeVerifier, kept } = attempt;
  const { code, state, iss } = query;
  const { redirectUri } = flow;
  const profile = await provider.exchange({
    code,
    nonce,
    codeVerifier,
    redirectUri,
    ...(state === undefined ? {} : { state }),
    ...(iss === undefined ? {} : { iss }),
  });
  const user = await externalIdentities.signIn(provider.name, profile, { place });
  await startSession({ user, method: 'baizhi' }, request, deps);
  return new Redirect(ownAddress(publicUrl, kept.redirect));
};
