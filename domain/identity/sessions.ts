import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { Transaction } from '../db/transaction';
import { deviceColumns, deviceHash, type Device } from './device';
import type { Place } from './place';
import { readSession, type Session } from './session-rows';

export type { Session } from './session-rows';

export type SignInMethod =
  'password' | 'email_code' | 'phone_code' | 'passkey' | 'oidc' | 'google' | 'baizhi' | 'registration';
export type SessionEnd = 'logout' | 'revoked' | 'password_changed' | 'reused' | 'account_disabled';

/** Where people are signed in. Cookies and tokens name a session, and are good for as long as it stands. */
export interface Sessions {
  begin(start: {
    readonly userId: number;
    readonly place: Place;
    readonly method: SignInMethod;
    readonly lifetimeSeconds: number;
    readonly teamId?: number | undefined;
  }): Promise<Session>;
  /** The session if it stands now. Looking is no use of it: see `Callers`. */
  find(id: string): Promise<Session | undefined>;
  /** The sessions of a user that stand now, the one that was used last first. */
  list(userId: number): Promise<Session[]>;
  /** Ends one of the user's sessions. Answers false when it had ended before, or is not the user's. */
  end(userId: number, id: string, by: SessionEnd): Promise<boolean>;
  /**
   * Signs the user out everywhere, but for one session if given. Answers how many ended. Within `tx` they end with
   * all of that, or not.
   */
  endAll(
    userId: number,
    by: SessionEnd,
    options?: { readonly except?: string | undefined; readonly tx?: Transaction },
  ): Promise<number>;
  /**
   * Moves the session on to its next generation and answers it. AppError UNAUTHENTICATED when it has ended, or
   * `generation` is not the current one: then somebody has this token who should not, and the session ends.
   * AppError DEVICE_MISMATCH when it is bound to another device.
   */
  refresh(
    id: string,
    generation: number,
    options?: { readonly boundTo?: Device; readonly lifetimeSeconds?: number },
  ): Promise<Session>;
}

/** `onEnd` is told the ids of sessions that have ended, after the commit. */
export function createSessions({
  db,
  clock,
  onEnd,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly onEnd: (ids: readonly string[]) => void;
}): Sessions {
  const now = () => dateTime(clock.now());

  async function endWhere(
    condition: string,
    values: unknown[],
    by: SessionEnd,
    tx: Transaction | null = null,
  ): Promise<number> {
    const rows = await db.query<{ id: string }>(
      `SELECT id FROM sessions WHERE ended_at IS NULL AND ${condition}`,
      { replacements: values, type: QueryTypes.SELECT, transaction: tx },
    );
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    const [, ended] = await db.query(
      'UPDATE sessions SET ended_at = ?, ended_by = ? WHERE ended_at IS NULL AND id IN (?)',
      { replacements: [now(), by, ids], type: QueryTypes.UPDATE, transaction: tx },
    );
    if (tx) tx.afterCommit(() => onEnd(ids));
    else onEnd(ids);
    return ended;
  }

  return {
    async begin({ userId, place, method, lifetimeSeconds, teamId }) {
      const id = randomUUID();
      const at = clock.now();
      await db.query(
        `INSERT INTO sessions (id, user_id, surface, method, team_id, ip, user_agent, device_hash, created_at,
           last_seen_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        {
          replacements: [
            id,
            userId,
            place.surface,
            method,
            teamId ?? null,
            ...deviceColumns(place),
            deviceHash(place),
            dateTime(at),
            dateTime(at),
            dateTime(new Date(at.getTime() + lifetimeSeconds * 1000)),
          ],
          type: QueryTypes.INSERT,
        },
      );
      const session = await readSession(db, id);
      if (!session) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id} is gone` });
      return session;
    },

    async find(id) {
      const session = await readSession(db, id);
      return session?.endedAt === null && session.expiresAt > clock.now() ? session : undefined;
    },

    async list(userId) {
      const rows = await db.query<{ id: string }>(
        `SELECT id FROM sessions WHERE user_id = ? AND ended_at IS NULL AND expires_at > ?
         ORDER BY last_seen_at DESC, id LIMIT 100`,
        { replacements: [userId, now()], type: QueryTypes.SELECT },
      );
      const sessions = await Promise.all(rows.map(({ id }) => readSession(db, id)));
      return sessions.filter((session) => session !== undefined);
    },

    async end(userId, id, by) {
      return (await endWhere('user_id = ? AND id = ?', [userId, id], by)) > 0;
    },

    async endAll(userId, by, { except = '', tx } = {}) {
      return endWhere('user_id = ? AND id <> ?', [userId, except], by, tx);
    },

    async refresh(id, generation, { boundTo, lifetimeSeconds } = {}) {
      const session = await this.find(id);
      if (!session) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id} has ended` });
      if (boundTo && !deviceHash(boundTo).equals(session.deviceHash)) throw new AppError('DEVICE_MISMATCH');
      const at = clock.now();
      const expiresAt =
        lifetimeSeconds === undefined ? session.expiresAt : new Date(at.getTime() + lifetimeSeconds * 1000);
      const [, moved] = await db.query(
        `UPDATE sessions SET generation = generation + 1, last_seen_at = ?, expires_at = ?
         WHERE id = ? AND generation = ? AND ended_at IS NULL`,
        { replacements: [dateTime(at), dateTime(expiresAt), id, generation], type: QueryTypes.UPDATE },
      );
      if (moved === 1) return { ...session, generation: generation + 1, expiresAt, lastSeenAt: at };
      await endWhere('id = ?', [id], 'reused');
      throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id}: a refresh token came again` });
    },
  };
}
