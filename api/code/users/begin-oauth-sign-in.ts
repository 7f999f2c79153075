import { beginAttempt } from '../../auth/oauth-attempts';
import { Redirect } from '../../router/call';
import type { CodeHandler } from '../operation';
import { baizhi, baizhiFlow } from './baizhi-flow';

export const beginOauthSignIn: CodeHandler<'beginOauthSignIn'> = async ({ query, cookies }, deps) => {
  const { oneTimeTokens, publicUrl } = deps;
  const kept = { redirect: query?.redirect };
  return new Redirect(
    await beginAttempt(baizhiFlow(publicUrl), baizhi(deps), kept, { oneTimeTokens, cookies }),
  );
};
