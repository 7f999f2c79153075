import type { GatewayHandler } from '../operation';
import { passkeyDto } from './passkey-dto';

export const registerPasskey: GatewayHandler<'registerPasskey'> = async (
  { user: { userId, sessionId }, body: { credential, name }, place },
  { webAuthn, identityEvents },
) => {
  const passkey = await webAuthn.register({ userId, sessionId }, credential, name);
  await identityEvents.record({
    userId,
    action: 'passkey_added',
    place,
    detail: passkey.name,
  });
  return passkeyDto(passkey);
};
