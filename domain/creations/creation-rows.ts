import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { statement, type Statement } from '../db/statement';
import { AppError } from '../errors';

/*
 * What a job writes to its owner's history, as statements: they are committed with the step of the
 * job that they belong to.
 */

export function insertCreation(
  job: { readonly id: string; readonly ownerId: number; readonly createdAt: Date },
  {
    type,
    title,
    content,
  }: { readonly type: string; readonly title: string; readonly content: string | null },
): Statement {
  return statement(
    `INSERT INTO creations (owner_id, job_id, type, title, content, status, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, 'processing', ?, ?)`,
    [job.ownerId, job.id, type, title, content, job.createdAt, job.createdAt],
  );
}

/** From then on the history shows it; `result` says what came of it. */
export function completeCreation(jobId: string, result: object, now: Date): Statement {
  return statement(
    `UPDATE creations SET status = 'completed', extra_data = ?, updated_at = ? WHERE job_id = ?`,
    [JSON.stringify(result), now, jobId],
  );
}

export function failCreation(jobId: string, now: Date): Statement {
  return statement(`UPDATE creations SET status = 'failed', updated_at = ? WHERE job_id = ?`, [now, jobId]);
}

/** The number under which the history has, or will have, what a job makes. AppError NOT_FOUND. */
export async function creationOf(db: Database, jobId: string): Promise<number> {
  const [row] = await db.query<{ id: number }>('SELECT id FROM creations WHERE job_id = ?', {
    replacements: [jobId],
    type: QueryTypes.SELECT,
  });
  if (!row) throw new AppError('NOT_FOUND', undefined, { note: `creation of job ${jobId}` });
  return row.id;
}
