import { isAppError } from '../../../domain/errors';
import type { GatewayHandler } from '../operation';
import { expectSetUp, signIn } from './sign-in';

export const loginWithPasskey: GatewayHandler<'loginWithPasskey'> = async (call, deps) => {
  await expectSetUp(deps);
  try {
    return await signIn(await deps.webAuthn.authenticate(call.body), 'passkey', call, deps);
  } catch (error) {
    if (isAppError(error, 'BAD_CREDENTIALS')) {
      const passkey = await deps.passkeys.find(call.body.id);
      await deps.signIns.failed(passkey?.userId ?? null, 'passkey', call.place);
    }
    throw error;
  }
};
