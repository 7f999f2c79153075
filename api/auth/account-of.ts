import { AppError } from '../../domain/errors';
import type { User } from '../../domain/identity/user';
import type { Users } from '../../domain/identity/users';
import type { Principal } from './principal';

/** The account of who calls. AppError UNAUTHENTICATED when it is gone. */
export async function accountOf(
  { userId }: Pick<Principal, 'userId'>,
  { users }: { readonly users: Pick<Users, 'find'> },
): Promise<User> {
  const user = await users.find(userId);
  if (!user) throw new AppError('UNAUTHENTICATED', undefined, { note: `user ${userId} is gone` });
  return user;
}
