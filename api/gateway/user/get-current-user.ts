import { accountOf } from '../../auth/account-of';
import type { GatewayHandler } from '../operation';
import { userDto } from './user-dto';

export const getCurrentUser: GatewayHandler<'getCurrentUser'> = async ({ user }, deps) =>
  userDto(await accountOf(user, deps), deps);
