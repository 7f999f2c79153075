import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { beijingTime } from '../time';

export const listSessions: AgentHandler<'listSessions'> = async ({ user }, { sessions }) => {
  const standing = await sessions.list(user.userId);
  return ok(
    standing.map(({ id, surface, method, ip, userAgent, createdAt, lastSeenAt, expiresAt }) => ({
      id,
      surface,
      method,
      ip,
      userAgent,
      createdTime: beijingTime(createdAt),
      lastSeenTime: beijingTime(lastSeenAt),
      expiresAt: beijingTime(expiresAt),
      current: id === user.sessionId,
    })),
  );
};
