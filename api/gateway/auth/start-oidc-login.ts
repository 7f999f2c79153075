import { Redirect } from '../../router/call';
import type { GatewayHandler } from '../operation';
import { beginOidc } from './oidc-flow';
import { expectSetUp } from './sign-in';

export const startOidcLogin: GatewayHandler<'startOidcLogin'> = async ({ query, cookies }, deps) => {
  await expectSetUp(deps);
  return new Redirect(await beginOidc({ referralCode: query?.ref }, cookies, deps));
};
