import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { emailAddress } from '../identity/contact';
import type { User } from '../identity/user';
import { newSecretToken, secretTokenHash } from '../secret-token';
import { UUID } from '../uuid';
import { addMember, lockTeam, readRole } from './member-rows';
import { mayGrant, type TeamInvitation, type TeamRole } from './team';

export interface Invitations {
  /**
   * Asks somebody to join; the token goes by mail and is good once, for a week. An invitation of the same address
   * that is still open is replaced. AppError FORBIDDEN when `by` may not give that standing, ALREADY_EXISTS when
   * somebody of that address is a member.
   */
  invite(
    teamId: number,
    invited: { readonly email: string; readonly role: TeamRole },
    by: number,
  ): Promise<{ invitation: TeamInvitation; token: string }>;
  /** The open ones, newest first; at most 200. */
  invitations(teamId: number): Promise<TeamInvitation[]>;
  /** Whether it was open. */
  revokeInvitation(teamId: number, id: string): Promise<boolean>;
  /**
   * Makes the user a member of the team that the token invites to, and answers both ids; who is a member already
   * keeps the standing they have. AppError INVITATION_INVALID for a token that was used, revoked or replaced, is too
   * old or not ours, or whose giver may not give that standing any more; INVITATION_FOR_ANOTHER for one that was
   * mailed to another address than the user's, who can still use it.
   */
  accept(token: string, user: Pick<User, 'id' | 'email'>): Promise<{ teamId: number; role: TeamRole }>;
}

interface InvitationRow {
  id: string;
  team_id: number;
  email: string;
  role: string;
  invited_by: number;
  created_at: Date;
  expires_at: Date;
}

const LIFETIME_MS = 7 * 24 * 3_600_000;
const SHOWN = 200;
const OPEN = 'accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ?';

export function createInvitations({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Invitations {
  const now = () => dateTime(clock.now());

  /** Closes what is open and meets the condition, which expires with that; answers how many were. */
  async function close(
    as: 'accepted_at' | 'revoked_at',
    condition: string,
    values: readonly (string | number)[],
    tx: Transaction | null = null,
  ): Promise<number> {
    const [, closed] = await db.query(
      `UPDATE team_invitations SET ${as} = ?, expires_at = ? WHERE ${OPEN} AND ${condition}`,
      { replacements: [now(), now(), now(), ...values], type: QueryTypes.UPDATE, transaction: tx },
    );
    return closed;
  }

  async function hasMember(teamId: number, email: string, tx: Transaction): Promise<boolean> {
    const found = await db.query(
      'SELECT 1 FROM team_members m JOIN users u ON u.id = m.user_id WHERE m.team_id = ? AND u.email = ?',
      { replacements: [teamId, email], type: QueryTypes.SELECT, transaction: tx },
    );
    return found.length > 0;
  }

  return {
    async invite(teamId, { email: text, role }, by) {
      const email = emailAddress(text);
      const token = newSecretToken();
      const createdAt = clock.now();
      const invitation: TeamInvitation = {
        id: randomUUID(),
        email,
        role,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + LIFETIME_MS),
      };
      await inTransaction(db, async (tx) => {
        await lockTeam(db, teamId, tx);
        if (!mayGrant(await readRole(db, teamId, by, tx), role)) throw new AppError('FORBIDDEN');
        if (await hasMember(teamId, email, tx)) throw alreadyMember();
        await close('revoked_at', 'team_id = ? AND email = ?', [teamId, email], tx);
        await db.query(
          `INSERT INTO team_invitations (id, team_id, email, role, token_hash, invited_by, created_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          {
            replacements: [
              invitation.id,
              teamId,
              email,
              role,
              secretTokenHash(token),
              by,
              dateTime(createdAt),
              dateTime(invitation.expiresAt),
            ],
            type: QueryTypes.INSERT,
            transaction: tx,
          },
        );
      });
      return { invitation, token };
    },

    async invitations(teamId) {
      const rows = await db.query<InvitationRow>(
        `SELECT * FROM team_invitations WHERE ${OPEN} AND team_id = ? ORDER BY created_at DESC, id LIMIT ${SHOWN}`,
        { replacements: [now(), teamId], type: QueryTypes.SELECT },
      );
      return rows.map(toInvitation);
    },

    async revokeInvitation(teamId, id) {
      return UUID.test(id) && (await close('revoked_at', 'team_id = ? AND id = ?', [teamId, id])) === 1;
    },

    async accept(token, { id: userId, email }) {
      return inTransaction(db, async (tx) => {
        const [row] = await db.query<InvitationRow>(
          `SELECT * FROM team_invitations WHERE ${OPEN} AND token_hash = ?`,
          { replacements: [now(), secretTokenHash(token)], type: QueryTypes.SELECT, transaction: tx },
        );
        if (!row) throw new AppError('INVITATION_INVALID');
        if (row.email !== email) throw new AppError('INVITATION_FOR_ANOTHER');
        await lockTeam(db, row.team_id, tx);
        const role = row.role as TeamRole;
        const stillGood =
          mayGrant(await readRole(db, row.team_id, row.invited_by, tx), role) &&
          (await close('accepted_at', 'id = ?', [row.id], tx)) === 1;
        if (!stillGood) throw new AppError('INVITATION_INVALID');
        await addMember(db, { teamId: row.team_id, userId, role, joinedAt: clock.now() }, tx);
        return { teamId: row.team_id, role: (await readRole(db, row.team_id, userId, tx)) ?? role };
      });
    },
  };
}

function alreadyMember(): AppError {
  const message = { zh: '已是团队成员', en: 'is a member already' };
  return new AppError('ALREADY_EXISTS', { errors: [{ field: 'body.email', message }] });
}

function toInvitation(row: InvitationRow): TeamInvitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role as TeamRole,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
