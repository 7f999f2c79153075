import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

export const listAccountEvents: CodeHandler<'listAccountEvents'> = async (
  { user, query },
  { identityEvents },
) => {
  const page = query?.page ?? 1;
  const pageSize = query?.page_size ?? 20;
  const { total, items } = await identityEvents.list(user.userId, { page, pageSize });
  return ok({
    events: items.map((event) => ({
      action: event.action,
      surface: event.surface,
      ip: event.ip,
      user_agent: event.userAgent,
      detail: event.detail,
      created_at: unixSeconds(event.createdAt),
    })),
    total,
    page,
    page_size: pageSize,
  });
};
