import { AppError } from '../../../domain/errors';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from './user-dto';

export const getProfile: RelayHandler<'getProfile'> = async ({ user: { userId } }, deps) => {
  const user = await deps.users.find(userId);
  if (!user) throw new AppError('UNAUTHENTICATED');
  return ok(await userDto(user, deps));
};
