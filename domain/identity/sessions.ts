import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { Transaction } from '../db/transaction';
import { deviceColumns, deviceHash, type Device } from './device';
import type { IdentityEvents } from './events';
import type { Place } from './place';
import { readSession, readSessions, type Session } from './session-rows';

export type { Session } from './session-rows';

export type SignInMethod =
  'password' | 'email_code' | 'phone_code' | 'passkey' | 'oidc' | 'google' | 'baizhi' | 'registration';
export type SessionEnd = 'logout' | 'revoked' | 'password_changed' | 'reused';

/** Where people are signed in. Cookies and tokens name a session, and are good for as long as it stands. */
export interface Sessions {
  begin(start: {
    readonly userId: number;
    readonly place: Place;
    readonly method: SignInMethod;
    readonly lifetimeSeconds: number;
    readonly teamId?: number | undefined;
    /** The session that it was begun in, which it ends with. */
    readonly parentId?: string | undefined;
    readonly tx?: Transaction;
  }): Promise<Session>;
  /** The session if it stands now. Looking is no use of it: see `Callers`. */
  find(id: string): Promise<Session | undefined>;
  /** The sessions of a user that stand now, the one that was used last first. */
  list(userId: number): Promise<Session[]>;
  /**
   * Ends one of the user's sessions and those that were begun in it. Answers false when it had ended before, or is
   * not the user's.
   */
  end(userId: number, id: string, by: SessionEnd): Promise<boolean>;
  /** Ends the sessions that were begun in this one. */
  endWithin(userId: number, parentId: string, by: SessionEnd): Promise<void>;
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
   * AppError DEVICE_MISMATCH when it is bound to another device. Both are noted.
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
  identityEvents,
  onEnd,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
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
      `SELECT id FROM sessions WHERE ended_at IS NULL AND expires_at > ? AND (${condition})`,
      { replacements: [now(), ...values], type: QueryTypes.SELECT, transaction: tx },
    );
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    // What has ended has expired as well: by that it is found when it is kept no longer.
    const [, ended] = await db.query(
      `UPDATE sessions SET ended_at = ?, ended_by = ?, expires_at = LEAST(expires_at, ?)
       WHERE ended_at IS NULL AND id IN (?)`,
      { replacements: [now(), by, now(), ids], type: QueryTypes.UPDATE, transaction: tx },
    );
    if (tx) tx.afterCommit(() => onEnd(ids));
    else onEnd(ids);
    return ended;
  }

  const find: Sessions['find'] = async (id) => {
    const session = await readSession(db, id);
    return session?.endedAt === null && session.expiresAt > clock.now() ? session : undefined;
  };

  return {
    async begin({ userId, place, method, lifetimeSeconds, teamId, parentId, tx }) {
      const id = randomUUID();
      const at = clock.now();
      await db.query(
        `INSERT INTO sessions (id, user_id, surface, method, team_id, parent_id, ip, user_agent, device_hash, created_at,
           last_seen_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        {
          replacements: [
            id,
            userId,
            place.surface,
            method,
            teamId ?? null,
            parentId ?? null,
            ...deviceColumns(place),
            deviceHash(place),
            dateTime(at),
            dateTime(at),
            dateTime(new Date(at.getTime() + lifetimeSeconds * 1000)),
          ],
          type: QueryTypes.INSERT,
          transaction: tx ?? null,
        },
      );
      const session = await readSession(db, id, tx);
      if (!session) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id} is gone` });
      return session;
    },

    find,

    async list(userId) {
      return readSessions(
        db,
        'user_id = ? AND ended_at IS NULL AND expires_at > ? ORDER BY last_seen_at DESC, id LIMIT 100',
        [userId, now()],
      );
    },

    async end(userId, id, by) {
      return (await endWhere('user_id = ? AND (id = ? OR parent_id = ?)', [userId, id, id], by)) > 0;
    },

    async endWithin(userId, parentId, by) {
      await endWhere('user_id = ? AND parent_id = ?', [userId, parentId], by);
    },

    async endAll(userId, by, { except = '', tx } = {}) {
      return endWhere('user_id = ? AND id <> ?', [userId, except], by, tx);
    },

    async refresh(id, generation, { boundTo, lifetimeSeconds } = {}) {
      const session = await find(id);
      if (!session) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id} has ended` });
      const refused = (detail: string) =>
        identityEvents.record({
          userId: session.userId,
          action: 'refresh_refused',
          place: { ...(boundTo ?? session), surface: session.surface },
          detail,
        });
      if (boundTo && !deviceHash(boundTo).equals(session.deviceHash)) {
        await refused('another device');
        throw new AppError('DEVICE_MISMATCH');
      }
      const at = clock.now();
      const expiresAt =
        lifetimeSeconds === undefined ? session.expiresAt : new Date(at.getTime() + lifetimeSeconds * 1000);
      const [, moved] = await db.query(
        `UPDATE sessions SET generation = generation + 1, last_seen_at = ?, expires_at = ?
         WHERE id = ? AND generation = ? AND ended_at IS NULL`,
        { replacements: [dateTime(at), dateTime(expiresAt), id, generation], type: QueryTypes.UPDATE },
      );
      if (moved === 1) return { ...session, generation: generation + 1, expiresAt, lastSeenAt: at };
      await endWhere('id = ? OR parent_id = ?', [id, id], 'reused');
      await refused('used twice');
      throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${id}: a refresh token came again` });
    },
  };
}
