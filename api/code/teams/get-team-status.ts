import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from '../users/user-dto';
import { actingTeam } from './acting-team';
import { ownTeam } from './own-team';
import { teamDto } from './team-dto';

export const getTeamStatus: CodeHandler<'getTeamStatus'> = async ({ user: caller }, deps) => {
  const teamId = actingTeam(caller);
  const [user, own] = await Promise.all([
    deps.users.find(caller.userId),
    ownTeam(caller.userId, ({ id }) => id === teamId, deps),
  ]);
  if (!user) throw new AppError('UNAUTHENTICATED');
  return ok({ user: userDto(user, own.role), team: teamDto(own) });
};
