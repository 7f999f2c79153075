import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { actingTeam } from './acting-team';

export const removeTeamMember: CodeHandler<'removeTeamMember'> = async (request, deps) => {
  const { user, params, place } = request;
  const member = await deps.users.findByUuid(params.user_id);
  if (!member) throw new AppError('NOT_FOUND');
  await deps.teams.remove(actingTeam(user), member.id, user.userId);
  await deps.identityEvents.record({ userId: member.id, action: 'team_removed', place });
  return done();
};
