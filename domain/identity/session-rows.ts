import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';

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

export async function readSession(db: Database, id: string): Promise<Session | undefined> {
  const [row] = await db.query<SessionRow>('SELECT * FROM sessions WHERE id = ?', {
    replacements: [id],
    type: QueryTypes.SELECT,
  });
  return (
    row && {
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
    }
  );
}
