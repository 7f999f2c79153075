import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';
import type { TeamRole } from './team';

/** Null for somebody who is not in the team. */
export async function readRole(
  db: Database,
  teamId: number,
  userId: number,
  tx: Transaction | null = null,
): Promise<TeamRole | null> {
  const [row] = await db.query<{ role: string }>(
    'SELECT role FROM team_members WHERE team_id = ? AND user_id = ?',
    { replacements: [teamId, userId], type: QueryTypes.SELECT, transaction: tx },
  );
  return (row?.role ?? null) as TeamRole | null;
}

/**
 * Makes every other change of the team's members wait for this transaction's end: what is read of them afterwards
 * stays true until then. AppError NOT_FOUND.
 */
export async function lockTeam(db: Database, teamId: number, tx: Transaction): Promise<void> {
  const [row] = await db.query('SELECT id FROM teams WHERE id = ? FOR UPDATE', {
    replacements: [teamId],
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  if (!row) throw new AppError('NOT_FOUND', undefined, { note: `team ${teamId}` });
}

/** Nothing changes for who is a member already. */
export async function addMember(
  db: Database,
  member: {
    readonly teamId: number;
    readonly userId: number;
    readonly role: TeamRole;
    readonly joinedAt: Date;
  },
  tx: Transaction,
): Promise<void> {
  await db.query(
    `INSERT INTO team_members (team_id, user_id, role, joined_at) VALUES (?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE role = role`,
    {
      replacements: [member.teamId, member.userId, member.role, dateTime(member.joinedAt)],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
}
