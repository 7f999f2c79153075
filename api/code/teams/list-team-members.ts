import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';
import { actingTeam } from './acting-team';

export const listTeamMembers: CodeHandler<'listTeamMembers'> = async ({ user, query }, { teams }) => {
  const page = { limit: query?.limit ?? 20, cursor: query?.cursor };
  const { items, nextCursor } = await teams.members(actingTeam(user), page);
  return ok({
    members: items.map(({ userUuid, name, role, joinedAt }) => ({
      user_id: userUuid,
      name,
      role,
      joined_at: unixSeconds(joinedAt),
    })),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};
