import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { TeamRole } from '../teams/team';
import type { Role, User } from './user';
import { toMembership } from './user-rows';

/** Who is behind a session that stands. */
export interface Caller extends Pick<User, 'role' | 'status' | 'membership'> {
  readonly userId: number;
  readonly sessionId: string;
  /** When the session began. */
  readonly signedInAt: Date;
  /** The team that the session acts for. */
  readonly teamId: number | null;
  /** Null also for somebody who is in the team no longer. */
  readonly teamRole: TeamRole | null;
}

export interface Callers {
  /** Undefined when the session does not stand now. Notes that it was used. */
  find(sessionId: string): Promise<Caller | undefined>;
}

interface CallerRow {
  user_id: number;
  role: string;
  status: string;
  membership_type: string | null;
  membership_end_at: Date | null;
  team_id: number | null;
  team_role: string | null;
  last_seen_at: Date;
  signed_in_at: Date;
}

/** How old `last_seen_at` may be before it is written again. */
const SEEN_SECONDS = 60;

/** Reads in one statement what every request asks. */
export function createCallers({ db, clock }: { readonly db: Database; readonly clock: Clock }): Callers {
  async function noteSeen(sessionId: string, at: Date): Promise<void> {
    await db.query('UPDATE sessions SET last_seen_at = ? WHERE id = ?', {
      replacements: [dateTime(at), sessionId],
      type: QueryTypes.UPDATE,
    });
  }

  return {
    async find(sessionId) {
      const at = clock.now();
      const [row] = await db.query<CallerRow>(
        `SELECT s.user_id, u.role, u.status, u.membership_type, u.membership_end_at, s.team_id,
           m.role AS team_role, s.last_seen_at, s.created_at AS signed_in_at
         FROM sessions s
         JOIN users u ON u.id = s.user_id
         LEFT JOIN team_members m ON m.team_id = s.team_id AND m.user_id = s.user_id
         WHERE s.id = ? AND s.ended_at IS NULL AND s.expires_at > ?`,
        { replacements: [sessionId, dateTime(at)], type: QueryTypes.SELECT },
      );
      if (!row) return undefined;
      if (at.getTime() - row.last_seen_at.getTime() > SEEN_SECONDS * 1000) await noteSeen(sessionId, at);
      return {
        userId: row.user_id,
        sessionId,
        signedInAt: row.signed_in_at,
        role: row.role as Role,
        status: row.status === 'active' ? 'active' : 'disabled',
        membership: toMembership(row),
        teamId: row.team_id,
        teamRole: row.team_role as TeamRole | null,
      };
    },
  };
}
