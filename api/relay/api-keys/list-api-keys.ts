import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { apiKeyDto } from './api-key-dto';

export const listApiKeys: RelayHandler<'listApiKeys'> = async (
  { user: { userId }, query },
  { apiKeys, clock },
) => {
  const paging = pageOf(query);
  const all = await apiKeys.list(userId);
  const from = (paging.page - 1) * paging.pageSize;
  const items = all.slice(from, from + paging.pageSize);
  return ok(pageDto({ items, total: all.length }, paging, (key) => apiKeyDto(key, clock.now())));
};
