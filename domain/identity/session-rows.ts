import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';

/** Somebody signed in, somewhere. */
export interface Session {
  /** A uuid. */
  readonly id: string;
  readonly userId: number;
  readonly surface: string;
  readonly method: string;
  readonly teamId: number | null;
  readonly ip: string;
  readonly userAgent: string;
  readonly deviceHash: Buffer;
  /** How many times it was refreshed. */
  readonly generation: number;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

interface SessionRow {
  id: string;
  user_id: number;
  surface: string;
  method: string;
  team_id: number | null;
  ip: string;
  user_agent: string;
  device_hash: Buffer;
  generation: number;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}

export async function readSession(db: Database, id: string, tx?: Transaction): Promise<Session | undefined> {
  const [session] = await readSessions(db, 'id = ?', [id], tx);
  return session;
}

/** `condition` is SQL, with its order and limit where it has them. */
export async function readSessions(
  db: Database,
  condition: string,
  values: unknown[],
  tx?: Transaction,
): Promise<Session[]> {
  const rows = await db.query<SessionRow>(`SELECT * FROM sessions WHERE ${condition}`, {
    replacements: values,
    type: QueryTypes.SELECT,
    transaction: tx ?? null,
  });
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    surface: row.surface,
    method: row.method,
    teamId: row.team_id,
    ip: row.ip,
    userAgent: row.user_agent,
    deviceHash: row.device_hash,
    generation: row.generation,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  }));
}
