import type { GatewayHandler } from '../operation';
import { ownAccount } from './own-account';
import { userDto } from './user-dto';

export const getCurrentUser: GatewayHandler<'getCurrentUser'> = async ({ user }, deps) =>
  userDto(await ownAccount(user, deps), deps);
