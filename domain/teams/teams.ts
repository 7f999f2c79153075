import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';

/** A member's standing: the owner may do everything, an administrator manages members, a member works. */
export type TeamRole = 'owner' | 'admin' | 'member';

export interface Teams {
  /** Null for somebody who is not in the team. */
  roleOf(teamId: number, userId: number): Promise<TeamRole | null>;
}

export function createTeams({ db }: { readonly db: Database }): Teams {
  return {
    async roleOf(teamId, userId) {
      const [row] = await db.query<{ role: string }>(
        'SELECT role FROM team_members WHERE team_id = ? AND user_id = ?',
        { replacements: [teamId, userId], type: QueryTypes.SELECT },
      );
      return (row?.role ?? null) as TeamRole | null;
    },
  };
}
