import type { GatewayHandler } from '../operation';
import { passkeyDto } from './passkey-dto';

export const listPasskeys: GatewayHandler<'listPasskeys'> = async ({ user }, { passkeys }) =>
  (await passkeys.list(user.userId)).map(passkeyDto);
