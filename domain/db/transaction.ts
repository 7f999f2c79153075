import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError, type Transaction } from 'sequelize';
import type { Database } from './database';

export type { Transaction };

const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
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
      if (attempt >= MAX_TRIES || !isLockConflict(error)) throw error;
      await delay(2 ** attempt + Math.random() * 10);
    }
  }
}

/** MySQL's own number of the error below a Sequelize error, if it has one. */
export function mysqlErrno(error: unknown): number | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  const { errno } = error.original as { errno?: unknown };
  return typeof errno === 'number' ? errno : undefined;
}

function isLockConflict(error: unknown): boolean {
  const errno = mysqlErrno(error);
  return errno === DEADLOCK || errno === LOCK_WAIT_TIMEOUT;
}
