import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteApiKey: RelayHandler<'deleteApiKey'> = async (
  { user: { userId }, params: { id } },
  { apiKeys },
) => {
  await apiKeys.remove(userId, id);
  return ok(null);
};
