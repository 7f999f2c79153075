import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { deviceColumns } from './device';
import type { Place } from './place';

export type IdentityAction =
  | 'sign_in'
  | 'sign_in_failed'
  | 'sign_out'
  | 'registered'
  | 'password_changed'
  | 'passkey_added'
  | 'passkey_removed'
  | 'session_revoked'
  | 'identity_bound'
  | 'identity_unbound'
  | 'profile_changed'
  | 'email_changed'
  | 'ways_in_removed'
  | 'refresh_refused'
  | `team_${string}`;

/** Something that happened to an account. */
export interface IdentityEvent {
  readonly id: number;
  readonly action: string;
  readonly surface: string;
  readonly ip: string;
  readonly userAgent: string;
  /** A few words more, such as the method of a sign-in. */
  readonly detail: string | null;
  readonly createdAt: Date;
}

export interface NewIdentityEvent {
  readonly userId: number | null;
  readonly action: IdentityAction;
  readonly place: Place;
  readonly detail?: string | undefined;
  readonly tx?: Transaction | undefined;
}

/** What happened to accounts: only ever added to, until it is old (see retention.ts). */
export interface IdentityEvents {
  /**
   * Null for `userId` when it is not known whose account was meant. `detail` is shown to the user: no secret, and
   * at most 255 characters, of which the rest is cut off. Within `tx` it is noted with all of that, or not.
   */
  record(event: NewIdentityEvent): Promise<void>;
  /** Newest first; `page` from 1. */
  list(
    userId: number,
    page: { readonly page: number; readonly pageSize: number },
  ): Promise<{ total: number; items: IdentityEvent[] }>;
}

interface EventRow {
  id: number;
  action: string;
  surface: string;
  ip: string;
  user_agent: string;
  detail: string | null;
  created_at: Date;
}

/** `onRecorded` is told of each event, after the commit. */
export function createIdentityEvents({
  db,
  clock,
  onRecorded = () => undefined,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly onRecorded?: (event: NewIdentityEvent) => void;
}): IdentityEvents {
  return {
    async record(event) {
      const { userId, action, place, detail, tx } = event;
      await db.query(
        `INSERT INTO identity_events (user_id, action, surface, ip, user_agent, detail, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        {
          replacements: [
            userId,
            action,
            place.surface,
            ...deviceColumns(place),
            detail?.slice(0, 255) ?? null,
            dateTime(clock.now()),
          ],
          type: QueryTypes.INSERT,
          transaction: tx ?? null,
        },
      );
      if (tx) tx.afterCommit(() => onRecorded(event));
      else onRecorded(event);
    },

    async list(userId, { page, pageSize }) {
      const [count] = await db.query<{ total: number }>(
        'SELECT COUNT(*) AS total FROM identity_events WHERE user_id = ?',
        { replacements: [userId], type: QueryTypes.SELECT },
      );
      const rows = await db.query<EventRow>(
        'SELECT * FROM identity_events WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?',
        { replacements: [userId, pageSize, (page - 1) * pageSize], type: QueryTypes.SELECT },
      );
      return { total: count?.total ?? 0, items: rows.map(toEvent) };
    },
  };
}

function toEvent(row: EventRow): IdentityEvent {
  return {
    id: row.id,
    action: row.action,
    surface: row.surface,
    ip: row.ip,
    userAgent: row.user_agent,
    detail: row.detail,
    createdAt: row.created_at,
  };
}
