import type { GatewayHandler } from '../operation';
import { apiKeyDto } from './api-key-dto';

export const resetApiKeyUsage: GatewayHandler<'resetApiKeyUsage'> = async (
  { user: { userId }, params: { id } },
  { apiKeys },
) => apiKeyDto(await apiKeys.resetUsage(userId, id));
