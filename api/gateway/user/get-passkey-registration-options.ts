import { accountOf } from '../../auth/account-of';
import type { GatewayHandler } from '../operation';

export const getPasskeyRegistrationOptions: GatewayHandler<'getPasskeyRegistrationOptions'> = async (
  { user },
  deps,
) => ({ publicKey: { ...(await deps.webAuthn.registrationOptions(await accountOf(user, deps))) } });
