import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';

export const listSessions: CodeHandler<'listSessions'> = async ({ user }, { sessions, teams }) => {
  const [standing, memberships] = await Promise.all([sessions.list(user.userId), teams.of(user.userId)]);
  const teamIds = new Map(memberships.map(({ team }) => [team.id, team.uuid]));
  return ok({
    sessions: standing.map((session) => ({
      id: session.id,
      current: session.id === user.sessionId,
      surface: session.surface,
      method: session.method,
      team_id: session.teamId === null ? null : (teamIds.get(session.teamId) ?? null),
      ip: session.ip,
      user_agent: session.userAgent,
      created_at: unixSeconds(session.createdAt),
      last_seen_at: unixSeconds(session.lastSeenAt),
      expires_at: unixSeconds(session.expiresAt),
    })),
  });
};
