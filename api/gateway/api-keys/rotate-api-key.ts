import type { GatewayHandler } from '../operation';
import { present } from '../../router/present';
import { newApiKeyDto } from './api-key-dto';

export const rotateApiKey: GatewayHandler<'rotateApiKey'> = async (
  { user: { userId }, params: { id }, body },
  { apiKeys },
) => newApiKeyDto(await apiKeys.rotate(userId, id, present({ graceSeconds: body?.grace_seconds })));
