import type { GatewayHandler } from '../operation';
import { apiKeyDto } from './api-key-dto';

export const listApiKeys: GatewayHandler<'listApiKeys'> = async ({ user: { userId } }, { apiKeys }) =>
  (await apiKeys.list(userId)).map(apiKeyDto);
