import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { beijingTime } from '../time';

export const listIdentityEvents: AgentHandler<'listIdentityEvents'> = async ({ user, query }, deps) => {
  const page = { page: query?.page ?? 1, pageSize: query?.pageSize ?? 20 };
  const { total, items } = await deps.identityEvents.list(user.userId, page);
  return ok({
    total,
    ...page,
    items: items.map(({ action, surface, ip, userAgent, detail, createdAt }) => ({
      action,
      surface,
      ip,
      userAgent,
      detail,
      createdTime: beijingTime(createdAt),
    })),
  });
};
