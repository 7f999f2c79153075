import { AppError } from '../../../domain/errors';
import type { User } from '../../../domain/identity/user';
import type { Principal } from '../../auth/principal';
import type { AgentDependencies } from '../dependencies';

/** The user who calls. AppError UNAUTHENTICATED when there is no such user any more. */
export async function currentUser(
  { userId }: Principal,
  { users }: Pick<AgentDependencies, 'users'>,
): Promise<User> {
  const user = await users.find(userId);
  if (!user) throw new AppError('UNAUTHENTICATED', undefined, { note: `user ${userId} is gone` });
  return user;
}
