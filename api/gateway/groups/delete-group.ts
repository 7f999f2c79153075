import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteGroup: GatewayHandler<'deleteGroup'> = async (
  { params: { id }, language },
  { groups },
) => {
  await groups.remove(id);
  return done(language, '分组已删除', 'The group was deleted');
};
