import { AppError } from '../../../domain/errors';
import type { Team, TeamRole } from '../../../domain/teams/teams';
import type { CodeDependencies } from '../dependencies';

interface Membership {
  readonly team: Team;
  readonly role: TeamRole;
}

/** One of the user's teams. AppError NOT_FOUND for a team that the user is not in, as for one that is not there. */
export async function ownTeam(
  userId: number,
  isMeant: (team: Team) => boolean,
  { teams }: Pick<CodeDependencies, 'teams'>,
): Promise<Membership> {
  const own = (await teams.of(userId)).find(({ team }) => isMeant(team));
  if (!own) throw new AppError('NOT_FOUND');
  return own;
}
