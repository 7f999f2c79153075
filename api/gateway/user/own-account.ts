import { AppError } from '../../../domain/errors';
import type { User } from '../../../domain/identity/user';
import type { Principal } from '../../auth/principal';
import type { GatewayDependencies } from '../dependencies';

/** The account of who calls. AppError UNAUTHENTICATED when it went away since the caller was let in. */
export async function ownAccount(
  { userId }: Principal,
  { users }: Pick<GatewayDependencies, 'users'>,
): Promise<User> {
  const user = await users.find(userId);
  if (!user) throw new AppError('UNAUTHENTICATED');
  return user;
}
