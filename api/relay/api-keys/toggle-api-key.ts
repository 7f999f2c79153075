import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { apiKeyDto } from './api-key-dto';

export const toggleApiKey: RelayHandler<'toggleApiKey'> = async (
  { user: { userId }, params: { id } },
  { apiKeys, clock },
) => ok(apiKeyDto(await apiKeys.toggle(userId, id), clock.now()));
