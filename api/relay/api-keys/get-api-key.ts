import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { apiKeyDto } from './api-key-dto';

export const getApiKey: RelayHandler<'getApiKey'> = async (
  { user: { userId }, params: { id } },
  { apiKeys, clock },
) => ok(apiKeyDto(await apiKeys.get(userId, id), clock.now()));
