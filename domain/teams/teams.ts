import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { expectVisible } from '../visible-text';
import { AppError } from '../errors';
import { createInvitations, type Invitations } from './invitations';
import { fromCursor, toCursor } from './member-cursor';
import { addMember, lockTeam, readRole } from './member-rows';
import { mayGrant, type Team, type TeamMember, type TeamRole } from './team';

export type { Team, TeamInvitation, TeamMember, TeamRole } from './team';

export interface Teams extends Invitations {
  /** `name` has at most 100 characters. */
  create(ownerId: number, name: string): Promise<Team>;
  /** The teams of a user, the one joined first before the others. */
  of(userId: number): Promise<{ team: Team; role: TeamRole }[]>;
  /** In the order in which they joined. `nextCursor` is null on the last page. AppError VALIDATION for a cursor that is not ours. */
  members(
    teamId: number,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ items: TeamMember[]; nextCursor: string | null }>;
  /**
   * AppError FORBIDDEN when `by` may not give the new standing or take the old one away, and for the last owner, who
   * stays one; NOT_FOUND for somebody who is not in the team.
   */
  setRole(teamId: number, userId: number, role: TeamRole, by: number): Promise<void>;
  /** Takes a member out; one may leave by oneself. AppErrors as for `setRole`. */
  remove(teamId: number, userId: number, by: number): Promise<void>;
}

interface TeamRow {
  id: number;
  uuid: string;
  name: string;
  created_at: Date;
  role: string;
}

interface MemberRow {
  user_id: number;
  uuid: string;
  username: string;
  nickname: string | null;
  role: string;
  joined_at: Date;
}

export function createTeams({ db, clock }: { readonly db: Database; readonly clock: Clock }): Teams {
  /** Locks the team and answers the member's standing, which `by` may take away. */
  async function standing(teamId: number, userId: number, by: number, tx: Transaction): Promise<TeamRole> {
    await lockTeam(db, teamId, tx);
    const role = await readRole(db, teamId, userId, tx);
    if (role === null) throw new AppError('NOT_FOUND', undefined, { note: 'not in the team' });
    if (by !== userId && !mayGrant(await readRole(db, teamId, by, tx), role)) throw new AppError('FORBIDDEN');
    return role;
  }

  async function refuseLastOwner(teamId: number, tx: Transaction): Promise<void> {
    const [row] = await db.query<{ owners: number }>(
      `SELECT COUNT(*) AS owners FROM team_members WHERE team_id = ? AND role = 'owner'`,
      { replacements: [teamId], type: QueryTypes.SELECT, transaction: tx },
    );
    if ((row?.owners ?? 0) <= 1) throw new AppError('LAST_OWNER');
  }

  return {
    ...createInvitations({ db, clock }),

    async create(ownerId, name) {
      expectVisible('body.name', name);
      const uuid = randomUUID();
      const createdAt = clock.now();
      const id = await inTransaction(db, async (tx) => {
        const [teamId] = await db.query('INSERT INTO teams (uuid, name, created_at) VALUES (?, ?, ?)', {
          replacements: [uuid, name, dateTime(createdAt)],
          type: QueryTypes.INSERT,
          transaction: tx,
        });
        await addMember(db, { teamId, userId: ownerId, role: 'owner', joinedAt: createdAt }, tx);
        return teamId;
      });
      return { id, uuid, name, createdAt };
    },

    async of(userId) {
      const rows = await db.query<TeamRow>(
        `SELECT t.id, t.uuid, t.name, t.created_at, m.role FROM team_members m JOIN teams t ON t.id = m.team_id
         WHERE m.user_id = ? ORDER BY m.joined_at, t.id`,
        { replacements: [userId], type: QueryTypes.SELECT },
      );
      return rows.map(({ id, uuid, name, created_at: createdAt, role }) => ({
        team: { id, uuid, name, createdAt },
        role: role as TeamRole,
      }));
    },

    async members(teamId, { limit, cursor }) {
      const after = cursor === undefined ? undefined : fromCursor(cursor);
      const rows = await db.query<MemberRow>(
        `SELECT m.user_id, u.uuid, u.username, u.nickname, m.role, m.joined_at
         FROM team_members m JOIN users u ON u.id = m.user_id
         WHERE m.team_id = :teamId
           ${after ? 'AND (m.joined_at > :at OR (m.joined_at = :at AND m.user_id > :id))' : ''}
         ORDER BY m.joined_at, m.user_id LIMIT :rows`,
        {
          // One more than is shown tells whether there is a next page.
          replacements: { teamId, rows: limit + 1, at: after && dateTime(after.joinedAt), id: after?.userId },
          type: QueryTypes.SELECT,
        },
      );
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last;
      return {
        items: shown.map(toMember),
        nextCursor: more ? toCursor({ joinedAt: last.joined_at, userId: last.user_id }) : null,
      };
    },

    async setRole(teamId, userId, role, by) {
      await inTransaction(db, async (tx) => {
        const before = await standing(teamId, userId, by, tx);
        if (before === role) return;
        if (!mayGrant(await readRole(db, teamId, by, tx), role)) throw new AppError('FORBIDDEN');
        if (before === 'owner') await refuseLastOwner(teamId, tx);
        await db.query('UPDATE team_members SET role = ? WHERE team_id = ? AND user_id = ?', {
          replacements: [role, teamId, userId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
      });
    },

    async remove(teamId, userId, by) {
      await inTransaction(db, async (tx) => {
        const before = await standing(teamId, userId, by, tx);
        if (before === 'owner') await refuseLastOwner(teamId, tx);
        await db.query('DELETE FROM team_members WHERE team_id = ? AND user_id = ?', {
          replacements: [teamId, userId],
          type: QueryTypes.DELETE,
          transaction: tx,
        });
      });
    },
  };
}

function toMember({ uuid, username, nickname, role, joined_at }: MemberRow): TeamMember {
  return { userUuid: uuid, name: nickname ?? username, role: role as TeamRole, joinedAt: joined_at };
}
