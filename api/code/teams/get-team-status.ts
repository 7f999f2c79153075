import { accountOf } from '../../auth/account-of';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from '../users/user-dto';
import { actingTeam } from './acting-team';
import { ownTeam } from './own-team';
import { teamDto } from './team-dto';

export const getTeamStatus: CodeHandler<'getTeamStatus'> = async ({ user: caller }, deps) => {
  const teamId = actingTeam(caller);
  const [user, own] = await Promise.all([
    accountOf(caller, deps),
    ownTeam(caller.userId, ({ id }) => id === teamId, deps),
  ]);
  return ok({ user: userDto(user, own.role), team: teamDto(own) });
};
