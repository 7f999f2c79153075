import { accountOf } from '../../auth/account-of';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { ownTeam } from './own-team';
import { teamDto } from './team-dto';

export const acceptTeamInvitation: CodeHandler<'acceptTeamInvitation'> = async (request, deps) => {
  const { user, body, place } = request;
  const { userId } = user;
  const { teamId } = await deps.teams.accept(body.token, await accountOf(user, deps));
  const own = await ownTeam(userId, ({ id }) => id === teamId, deps);
  const event = { userId, action: 'team_joined', place, detail: own.team.name } as const;
  await deps.identityEvents.record(event);
  return ok({ team: teamDto(own) });
};
