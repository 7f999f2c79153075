import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteApiKey: GatewayHandler<'deleteApiKey'> = async (
  { user: { userId }, params: { id }, language },
  { apiKeys },
) => {
  await apiKeys.remove(userId, id);
  return done(language, 'API 密钥已删除', 'The API key was deleted');
};
