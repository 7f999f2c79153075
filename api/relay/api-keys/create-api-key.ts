import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { apiKeyDto } from './api-key-dto';
import { apiKeyWish } from './api-key-wish';

const REQUESTS_PER_MINUTE = 60;

export const createApiKey: RelayHandler<'createApiKey'> = async (
  { user: { userId }, body },
  { apiKeys, clock },
) => {
  const wish = { requestsPerMinute: REQUESTS_PER_MINUTE, ...apiKeyWish(body), name: body.name };
  const { key, secret } = await apiKeys.create(userId, wish);
  return created({ ...apiKeyDto(key, clock.now()), key: secret });
};
