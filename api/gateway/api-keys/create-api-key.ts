import type { GatewayHandler } from '../operation';
import { newApiKeyDto } from './api-key-dto';
import { apiKeyWish } from './api-key-wish';

export const createApiKey: GatewayHandler<'createApiKey'> = async ({ user: { userId }, body }, { apiKeys }) =>
  newApiKeyDto(await apiKeys.create(userId, { ...apiKeyWish(body), name: body.name }));
