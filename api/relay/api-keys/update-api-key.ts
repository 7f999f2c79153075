import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { apiKeyDto } from './api-key-dto';
import { apiKeyWish } from './api-key-wish';

export const updateApiKey: RelayHandler<'updateApiKey'> = async (
  { user: { userId }, params: { id }, body },
  { apiKeys, clock },
) => ok(apiKeyDto(await apiKeys.update(userId, id, apiKeyWish(body)), clock.now()));
