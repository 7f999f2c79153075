import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';

/** What a job writes to its owner's history. Each write belongs to the transaction that moves the job. */
export interface CreationRows {
  insert(
    job: { readonly id: string; readonly ownerId: number; readonly createdAt: Date },
    creation: { readonly type: string; readonly title: string; readonly content: string | null },
    tx: Transaction,
  ): Promise<number>;
  /** AppError NOT_FOUND for a job without one. */
  idOfJob(jobId: string, tx: Transaction): Promise<number>;
  /** From now on the history shows it; `result` says what came of it. */
  complete(jobId: string, result: object, now: Date, tx: Transaction): Promise<void>;
  fail(jobId: string, now: Date, tx: Transaction): Promise<void>;
}

export function creationRows(db: Database): CreationRows {
  return {
    async insert(job, { type, title, content }, tx) {
      const now = dateTime(job.createdAt);
      const [id] = await db.query(
        `INSERT INTO creations (owner_id, job_id, type, title, content, status, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, 'processing', ?, ?)`,
        {
          replacements: [job.ownerId, job.id, type, title, content, now, now],
          type: QueryTypes.INSERT,
          transaction: tx,
        },
      );
      return id;
    },

    async idOfJob(jobId, tx) {
      const [row] = await db.query<{ id: number }>('SELECT id FROM creations WHERE job_id = ?', {
        replacements: [jobId],
        type: QueryTypes.SELECT,
        transaction: tx,
      });
      if (!row) throw new AppError('NOT_FOUND', undefined, { note: `creation of job ${jobId}` });
      return row.id;
    },

    async complete(jobId, result, now, tx) {
      await db.query(
        `UPDATE creations SET status = 'completed', extra_data = ?, updated_at = ? WHERE job_id = ?`,
        {
          replacements: [JSON.stringify(result), dateTime(now), jobId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        },
      );
    },

    async fail(jobId, now, tx) {
      await db.query(`UPDATE creations SET status = 'failed', updated_at = ? WHERE job_id = ?`, {
        replacements: [dateTime(now), jobId],
        type: QueryTypes.UPDATE,
        transaction: tx,
      });
    },
  };
}
