import { isAppError } from '../../../domain/errors';
import type { GatewayHandler } from '../operation';
import { expectSetUp, recordFailure, signIn } from './sign-in';

export const loginWithPassword: GatewayHandler<'loginWithPassword'> = async (call, deps) => {
  const { identifier, password } = call.body;
  await expectSetUp(deps);
  try {
    const user = await deps.users.authenticate(identifier, password);
    return await signIn(user, 'password', call, deps);
  } catch (error) {
    if (isAppError(error, 'BAD_CREDENTIALS')) {
      const meant = identifier.includes('@')
        ? await deps.users.findByEmail(identifier)
        : await deps.users.findByUsername(identifier);
      await recordFailure(meant?.id ?? null, 'password', call.device, deps);
    }
    throw error;
  }
};
