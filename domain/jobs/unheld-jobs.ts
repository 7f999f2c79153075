import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { JobKind } from './job';
import type { JobPlace } from './jobs';

/** See `Jobs.unheld`. */
export async function unheldJobs(
  db: Database,
  acceptedBefore: Date,
  after: JobPlace | undefined,
  limit: number,
): Promise<JobPlace[]> {
  const { id, createdAt } = after ?? { id: '', createdAt: new Date(0) };
  const rows = await db.query<{ id: string; kind: JobKind; created_at: Date }>(
    `SELECT id, kind, created_at FROM jobs
     WHERE state IN ('queued', 'running') AND quote = 0 AND created_at < ?
       AND created_at >= ? AND (created_at > ? OR id > ?)
     ORDER BY created_at, id LIMIT ?`,
    {
      replacements: [dateTime(acceptedBefore), dateTime(createdAt), dateTime(createdAt), id, limit],
      type: QueryTypes.SELECT,
    },
  );
  return rows.map((row) => ({ id: row.id, kind: row.kind, createdAt: row.created_at }));
}
