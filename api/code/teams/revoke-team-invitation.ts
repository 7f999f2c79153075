import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { actingTeam } from './acting-team';

export const revokeTeamInvitation: CodeHandler<'revokeTeamInvitation'> = async (
  { user, params },
  { teams },
) => {
  const wasOpen = await teams.revokeInvitation(actingTeam(user), params.invitation_id);
  if (!wasOpen) throw new AppError('NOT_FOUND');
  return done();
};
