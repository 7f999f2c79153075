import type { Team, TeamInvitation, TeamRole } from '../../../domain/teams/teams';
import { unixSeconds } from '../time';

/** A team as one of its members sees it. */
export function teamDto({ team, role }: { readonly team: Team; readonly role: TeamRole }) {
  return { id: team.uuid, name: team.name, role, created_at: unixSeconds(team.createdAt) };
}

export function invitationDto({ id, email, role, createdAt, expiresAt }: TeamInvitation) {
  return { id, email, role, created_at: unixSeconds(createdAt), expires_at: unixSeconds(expiresAt) };
}
