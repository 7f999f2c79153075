import type { GatewayHandler } from '../operation';
import { expectSetUp } from './sign-in';

export const getPasskeyLoginOptions: GatewayHandler<'getPasskeyLoginOptions'> = async (_call, deps) => {
  await expectSetUp(deps);
  return { publicKey: { ...(await deps.webAuthn.authenticationOptions()) } };
};
