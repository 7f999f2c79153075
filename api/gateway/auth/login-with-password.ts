import type { GatewayHandler } from '../operation';
import { expectSetUp, signIn } from './sign-in';

export const loginWithPassword: GatewayHandler<'loginWithPassword'> = async (call, deps) => {
  const { identifier, password } = call.body;
  await expectSetUp(deps);
  const user = await deps.signIns.withPassword(identifier, password, call.place);
  return signIn(user, 'password', call, deps);
};
