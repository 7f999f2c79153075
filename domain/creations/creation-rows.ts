import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { statement, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';

/*
 * What a job writes to its owner's history, as statements: they are committed with the step of the
 * job that they belong to.
 */

/** How a piece of work shows in its owner's history once it is done. */
export interface NewCreation {
  /** ppt, video, writing, … */
  readonly type: string;
  /** Of writing, its tool. */
  readonly toolType?: string;
  readonly title: string;
  readonly content: string | null;
}

/** Its place in the history, which shows nothing of it before its job has succeeded. */
export function insertCreation(
  job: { readonly id: string; readonly ownerId: number; readonly createdAt: Date },
  { type, toolType, title, content }: NewCreation,
): Statement {
  return statement(
    `INSERT INTO creations (owner_id, job_id, type, tool_type, title, content, status, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, 'processing', ?, ?)`,
    [job.ownerId, job.id, type, toolType ?? null, title, content, job.createdAt, job.createdAt],
  );
}

/** From then on the history shows it; `result` says what came of it, and `text` is what it shows of its own. */
export function completeCreation(jobId: string, result: object, text: string | null, now: Date): Statement {
  return statement(
    `UPDATE creations SET status = 'completed', extra_data = ?, content = COALESCE(?, content), updated_at = ?
     WHERE job_id = ?`,
    [JSON.stringify(result), text, now, jobId],
  );
}

/** Its job came to nothing: the history never shows it. */
export function failCreation(jobId: string, now: Date): Statement {
  return statement(`UPDATE creations SET status = 'failed', updated_at = ? WHERE job_id = ?`, [now, jobId]);
}

/** What the history has, or will have, of a job; undefined when it has nothing. */
export async function namedCreationOf(
  db: Database,
  jobId: string,
  tx: Transaction | null = null,
): Promise<{ readonly id: number; readonly title: string } | undefined> {
  const [row] = await db.query<{ id: number; title: string }>(
    'SELECT id, title FROM creations WHERE job_id = ?',
    { replacements: [jobId], type: QueryTypes.SELECT, transaction: tx },
  );
  return row;
}

/** The number under which the history has, or will have, what a job makes. AppError NOT_FOUND. */
export async function creationOf(db: Database, jobId: string): Promise<number> {
  const creation = await namedCreationOf(db, jobId);
  if (!creation) throw new AppError('NOT_FOUND', undefined, { note: `creation of job ${jobId}` });
  return creation.id;
}
