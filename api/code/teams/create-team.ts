import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { teamDto } from './team-dto';

export const createTeam: CodeHandler<'createTeam'> = async ({ user, body, place }, deps) => {
  const { userId } = user;
  const team = await deps.teams.create(userId, body.name.trim());
  const event = { userId, action: 'team_created', place, detail: team.name } as const;
  await deps.identityEvents.record(event);
  return ok({ team: teamDto({ team, role: 'owner' }) });
};
