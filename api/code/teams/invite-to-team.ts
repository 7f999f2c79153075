import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { actingTeam } from './acting-team';
import { invitationMail } from './invitation-mail';
import { ownTeam } from './own-team';
import { invitationDto } from './team-dto';

export const inviteToTeam: CodeHandler<'inviteToTeam'> = async (request, deps) => {
  const { user, body, place, language } = request;
  const { userId } = user;
  const teamId = actingTeam(user);
  const { team } = await ownTeam(userId, ({ id }) => id === teamId, deps);
  const invited = { email: body.email, role: body.role ?? 'member' };
  const { invitation, token } = await deps.teams.invite(teamId, invited, userId);
  // Where it is not known whether the mail went out, the link in it should work; who invites again replaces it.
  await deps.mailer.send(invitationMail(invitation.email, team.name, token, deps.publicUrl, language));
  await deps.identityEvents.record({ userId, action: 'team_invited', place });
  return ok({ invitation: invitationDto(invitation) });
};
