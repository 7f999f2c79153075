import { AppError } from '../../../domain/errors';
import type { OAuthProvider } from '../../../domain/identity/oauth';
import type { OAuthFlow } from '../../auth/oauth-attempts';
import type { CodeDependencies } from '../dependencies';

const CALLBACK = '/api/v1/users/oauth/callback';

/** Signing in at Baizhi, whichever prefix it began under. */
export function baizhiFlow(publicUrl: string): OAuthFlow {
  return {
    purpose: 'code_oauth',
    cookie: { name: 'monkeycode_ai_oauth', path: CALLBACK },
    redirectUri: `${publicUrl}${CALLBACK}`,
  };
}

/** AppError SIGN_IN_UNAVAILABLE where this installation has no account with it. */
export function baizhi({ oauth }: Pick<CodeDependencies, 'oauth'>): OAuthProvider {
  if (!oauth.baizhi) throw new AppError('SIGN_IN_UNAVAILABLE');
  return oauth.baizhi;
}
