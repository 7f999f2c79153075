import type { GatewayHandler } from '../operation';
import { newApiKeyDto } from './api-key-dto';

export const createDefaultApiKey: GatewayHandler<'createDefaultApiKey'> = async (
  { user: { userId } },
  { apiKeys },
) => newApiKeyDto(await apiKeys.create(userId, { name: 'Default key' }));
