import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { actingTeam } from './acting-team';

export const changeTeamRole: CodeHandler<'changeTeamRole'> = async (request, deps) => {
  const { user, params, body, place } = request;
  const member = await deps.users.findByUuid(params.user_id);
  if (!member) throw new AppError('NOT_FOUND');
  await deps.teams.setRole(actingTeam(user), member.id, body.role, user.userId);
  const event = { action: 'team_role_changed', place, detail: body.role } as const;
  await deps.identityEvents.record({ userId: member.id, ...event });
  return done();
};
