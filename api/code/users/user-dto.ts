import type { User } from '../../../domain/identity/user';
import type { TeamRole } from '../../../domain/teams/teams';

/** A user as the surface writes it. `role` is the standing in the team that the session acts for. */
export function userDto(user: User, role: TeamRole | 'individual' = 'individual') {
  return { id: user.uuid, name: user.nickname ?? user.username, email: user.email, role };
}
