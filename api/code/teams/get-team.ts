import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { ownTeam } from './own-team';
import { teamDto } from './team-dto';

export const getTeam: CodeHandler<'getTeam'> = async ({ user, params }, deps) =>
  ok({ team: teamDto(await ownTeam(user.userId, ({ uuid }) => uuid === params.team_id, deps)) });
