import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import type { Database } from './database';
import { faultOf } from './faults';

export type { Transaction };

const MAX_TRIES = 8;

/**
 * Runs `work` in one transaction and commits it. A deadlock or a lock time-out rolls everything back
 * and runs `work` again, at most 8 times, so `work` must have no effect outside the database: no network
 * call, no file, no event. What it throws rolls back and is passed on.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const fault = faultOf(error);
      if (attempt >= MAX_TRIES || (fault !== 'deadlock' && fault !== 'lock wait')) throw error;
      await delay(2 ** attempt + Math.random() * 10);
    }
  }
}
