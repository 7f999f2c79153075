import { AppError } from '../../../domain/errors';
import type { GatewayHandler } from '../operation';
import { groupsWish } from './groups-wish';
import { readUserViews } from './user-views';

export const updateUser: GatewayHandler<'updateUser'> = async ({ params: { id }, body }, deps) => {
  const user = await deps.users.find(id);
  if (!user) throw new AppError('NOT_FOUND', undefined, { note: `user ${id}` });
  await deps.userGroups.set(id, await groupsWish(body, deps));
  const [view] = await readUserViews([user], deps);
  if (!view) throw new AppError('NOT_FOUND', undefined, { note: `user ${id}` });
  return view;
};
