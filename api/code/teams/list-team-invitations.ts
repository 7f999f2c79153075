import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { actingTeam } from './acting-team';
import { invitationDto } from './team-dto';

export const listTeamInvitations: CodeHandler<'listTeamInvitations'> = async ({ user }, { teams }) =>
  ok({ invitations: (await teams.invitations(actingTeam(user))).map(invitationDto) });
