import { accountOf } from '../../auth/account-of';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from './user-dto';

export const updateProfile: RelayHandler<'updateProfile'> = async ({ user, body, place }, deps) => {
  if (body.email !== undefined) await deps.emails.change(user, body.email, place);
  return ok(await userDto(await accountOf(user, deps), deps));
};
