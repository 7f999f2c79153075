import type { RelayHandler } from '../operation';
import { pageDto, pagingOf } from '../page';
import { ok } from '../reply';
import { apiKeyDto } from './api-key-dto';

export const listApiKeys: RelayHandler<'listApiKeys'> = async (
  { user: { userId }, query },
  { apiKeys, clock },
) => {
  const paging = pagingOf(query);
  const all = await apiKeys.list(userId);
  const from = (paging.page - 1) * paging.pageSize;
  const items = all.slice(from, from + paging.pageSize);
  return ok(pageDto(paging, { items, total: all.length }, (key) => apiKeyDto(key, clock.now())));
};
