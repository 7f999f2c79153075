import type { GatewayHandler } from '../operation';
import { apiKeyDto } from './api-key-dto';
import { apiKeyWish } from './api-key-wish';

export const updateApiKey: GatewayHandler<'updateApiKey'> = async (
  { user: { userId }, params: { id }, body },
  { apiKeys },
) => apiKeyDto(await apiKeys.update(userId, id, apiKeyWish(body)));
