import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { GroupCommit, type Ticket } from '../db/group-commit';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { withoutRoom, writeCalls, type CallWrite } from './call-batch';
import { isBudgetSpent } from './spent-budgets';

const LARGEST_BATCH = 256;
const LONGEST_QUEUE = 10_000;

/** Writes what moves no money of calls: what comes while a batch is being committed goes into the next. */
export interface CallWriter {
  /**
   * Writes all of it in one transaction, after which this resolves.
   * @throws AppError UNAVAILABLE when the database is away, or too many wait; what `isBudgetSpent` knows when a budget
   * has too little left; else the database's error.
   */
  write(write: CallWrite): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

type Tickets = readonly Ticket<CallWrite, undefined>[];

export function createCallWriter({ db }: { readonly db: Database }): CallWriter {
  const group = new GroupCommit<CallWrite, undefined>({
    largestBatch: LARGEST_BATCH,
    longestQueue: LONGEST_QUEUE,
    commit: commitBatch,
  });

  async function commitBatch(batch: Tickets): Promise<void> {
    let taking = batch;
    while (taking.length > 0) {
      try {
        await commit(taking);
        for (const { resolve } of taking) resolve(undefined);
        return;
      } catch (error) {
        if (taking.length === 1 || faultOf(error) === 'away') throw error;
        const refused = isBudgetSpent(error)
          ? await withoutRoom(
              db,
              taking.map(({ operation }) => operation),
              error,
            )
          : new Map<CallWrite, never>();
        if (refused.size === 0) return eachAlone(taking);
        for (const { operation, reject } of taking) {
          const spent = refused.get(operation);
          if (spent) reject(spent);
        }
        taking = taking.filter(({ operation }) => !refused.has(operation));
      }
    }
  }

  /** One of them is refused: each for itself tells which. */
  async function eachAlone(batch: Tickets): Promise<void> {
    for (const ticket of batch) {
      await commit([ticket]).then(() => ticket.resolve(undefined), ticket.reject);
    }
  }

  function commit(batch: Tickets): Promise<void> {
    const writes = batch.map(({ operation }) => operation);
    return inTransaction(db, (tx) => writeCalls(db, writes, tx));
  }

  return {
    async write(write) {
      try {
        await group.submit(write);
      } catch (error) {
        throw faultOf(error) === 'away' ? new AppError('UNAVAILABLE', undefined, { cause: error }) : error;
      }
    },
    idle: () => group.idle(),
  };
}
