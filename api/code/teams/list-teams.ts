import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { teamDto } from './team-dto';

export const listTeams: CodeHandler<'listTeams'> = async ({ user }, { teams }) =>
  ok({ teams: (await teams.of(user.userId)).map(teamDto) });
