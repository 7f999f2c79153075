import type { GatewayHandler } from '../operation';
import { apiKeyDto } from './api-key-dto';

export const getApiKey: GatewayHandler<'getApiKey'> = async (
  { user: { userId }, params: { id } },
  { apiKeys },
) => apiKeyDto(await apiKeys.get(userId, id));
