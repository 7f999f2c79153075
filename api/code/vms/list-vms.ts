import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { vmDto } from './vm-dto';

export const listVms: CodeHandler<'listVms'> = async ({ user, query }, { vms }) => {
  const page = { limit: query?.limit ?? 20, cursor: query?.cursor };
  const { items, nextCursor } = await vms.list(user.userId, page);
  return ok({
    vms: items.map(vmDto),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
