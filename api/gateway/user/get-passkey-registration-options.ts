import type { GatewayHandler } from '../operation';
import { ownAccount } from './own-account';

export const getPasskeyRegistrationOptions: GatewayHandler<'getPasskeyRegistrationOptions'> = async (
  { user },
  deps,
) => ({ publicKey: { ...(await deps.webAuthn.registrationOptions(await ownAccount(user, deps))) } });
