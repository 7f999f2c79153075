import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteUserChannel: GatewayHandler<'deleteUserChannel'> = async (
  { params: { id }, language },
  { userChannels },
) => {
  await userChannels.remove(id);
  return done(language, '用户渠道已删除', 'The user channel was deleted');
};
