import { beginOidc } from '../auth/oidc-flow';
import type { GatewayHandler } from '../operation';

export const createOidcBindUrl: GatewayHandler<'createOidcBindUrl'> = async ({ user, cookies }, deps) => ({
  auth_url: await beginOidc({ bindTo: user.sessionId }, cookies, deps),
});
