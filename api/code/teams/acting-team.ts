import { AppError } from '../../../domain/errors';
import type { Principal } from '../../auth/principal';

/** The id of the team that the caller's session acts for. AppError FORBIDDEN when it acts for none. */
export function actingTeam({ teamId }: Principal): number {
  if (teamId === null) throw new AppError('FORBIDDEN');
  return teamId;
}
