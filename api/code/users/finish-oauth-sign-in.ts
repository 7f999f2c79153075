import { finishAttempt } from '../../auth/oauth-attempts';
import { ownAddress } from '../../auth/own-address';
import { Redirect } from '../../router/call';
import type { CodeHandler } from '../operation';
import { baizhi, baizhiFlow } from './baizhi-flow';
import { startSession } from './start-session';

export const finishOauthSignIn: CodeHandler<'finishOauthSignIn'> = async (request, deps) => {
  const { query = {}, cookies, place } = request;
  const { oneTimeTokens, publicUrl, externalIdentities } = deps;
  const provider = baizhi(deps);
  const { profile, kept } = await finishAttempt<{ redirect?: string }>(
    baizhiFlow(publicUrl),
    provider,
    query,
    { oneTimeTokens, cookies },
  );
  if (!profile) return new Redirect(ownAddress(publicUrl, '/?sign_in=refused'));
  const user = await externalIdentities.signIn(provider.name, profile, { place });
  await startSession({ user, method: 'baizhi' }, request, deps);
  return new Redirect(ownAddress(publicUrl, kept.redirect));
};
