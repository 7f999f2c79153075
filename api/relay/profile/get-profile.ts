import { accountOf } from '../../auth/account-of';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from './user-dto';

export const getProfile: RelayHandler<'getProfile'> = async ({ user: caller }, deps) => {
  const user = await accountOf(caller, deps);
  return ok(await userDto(user, deps));
};
