import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Ticket } from '../db/group-commit';
import { sql } from '../db/statement';
import { KnownAccounts } from './account-ids';
import { applyBatch } from './apply-batch';
import { LedgerConnection } from './connection';
import { AlongsideFailed, batchFailure, callersError } from './failures';
import type { Operation, Result } from './operations';
import type { Reading } from './read-book';

type OneTicket = Ticket<Operation, Result>;
type Tickets = readonly OneTicket[];

const MAX_TRIES = 5;

export interface BatchWriterSettings {
  readonly db: Database;
  readonly clock: Clock;
  /** Applies one operation in a transaction of the pool, waiting for its accounts. */
  readonly applyAlone: (operation: Operation) => Promise<Result>;
}

/** What the writer has done since the process started. */
export interface WriterCounts {
  /** Transactions that were committed for batches. */
  batches: number;
  /** Operations in them. */
  operations: number;
  /** Batches that had to be tried again. */
  retries: number;
}

/**
 * Commits batches over a connection of its own, and sees to it that no operation pays for another:
 * a conflict with another process is tried again; an operation whose account somebody else keeps locked
 * leaves the batch and waits by itself; one whose own statements fail leaves it with that error; a batch that
 * the database refuses is halved until the culprit is alone. Nothing is waited for twice while accounts are
 * locked. A lost connection leaves it open whether the batch was committed, which the idempotency keys answer
 * when it is tried again.
 */
export class BatchWriter {
  readonly counts: WriterCounts = { batches: 0, operations: 0, retries: 0 };
  private readonly known = new KnownAccounts();
  private readonly alone = new Set<Promise<void>>();
  private connection: LedgerConnection | undefined;

  constructor(private readonly settings: BatchWriterSettings) {}

  /** Settles every ticket; never throws. */
  async commit(batch: Tickets, busy: Reading['busy'] = 'wait'): Promise<void> {
    const failed = new Map<OneTicket, AlongsideFailed>();
    await this.commitOthers(batch, failed, busy);
    // Now, and not before: a key that was taken may have been taken by one of the others.
    for (const [ticket, error] of failed) ticket.reject(callersError(error));
  }

  /** Settles every ticket but those that it puts into `failed`. */
  private async commitOthers(
    batch: Tickets,
    failed: Map<OneTicket, AlongsideFailed>,
    busy: Reading['busy'],
  ): Promise<void> {
    let tries = 0;
    let taking = batch;
    while (taking.length > 0) {
      try {
        return await this.apply(taking, busy);
      } catch (error) {
        const failure = batchFailure(error);
        await this.abandon(failure === 'cut off');
        if (error instanceof AlongsideFailed) {
          for (const ticket of taking) if (ticket.operation === error.operation) failed.set(ticket, error);
          taking = taking.filter((ticket) => !failed.has(ticket));
        } else if (failure === 'refused' || (failure === 'busy' && busy === 'skip')) {
          // No account is waited for any more, so it is something else that stays locked.
          return this.halve(taking, busy, (only) => only.reject(callersError(error)));
        } else if (++tries < MAX_TRIES) {
          if (failure === 'busy') busy = 'skip';
          await delay(Math.random() * 2 ** tries);
        } else if (failure === 'cut off') {
          return batch.forEach((ticket) => ticket.reject(callersError(error)));
        } else {
          return this.halve(taking, busy, (only) => this.sendAlone(only));
        }
        this.counts.retries++;
      }
    }
  }

  /** Waits for what went its own way, and closes the connection. */
  async close(): Promise<void> {
    await Promise.all(this.alone);
    await this.connection?.end();
    this.connection = undefined;
  }

  private async apply(batch: Tickets, busy: Reading['busy']): Promise<void> {
    this.connection ??= await LedgerConnection.open(this.settings.db);
    const { clock } = this.settings;
    const { known } = this;
    const operations = batch.map(({ operation }) => operation);
    const outcomes = await applyBatch(this.connection, operations, {
      clock,
      known,
      busy,
      last: [sql`COMMIT`],
    });
    this.counts.batches++;
    this.counts.operations += batch.length;
    batch.forEach((ticket, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined || outcome === 'busy') this.sendAlone(ticket);
      else if (outcome.ok) ticket.resolve(outcome.result);
      else ticket.reject(outcome.error);
    });
  }

  /** Ends the transaction of a failed batch, and forgets what it may have seen of itself. */
  private async abandon(isLost: boolean): Promise<void> {
    this.known.forget();
    const { connection } = this;
    if (!connection) return;
    try {
      if (!isLost) return void (await connection.run([sql`ROLLBACK`]));
    } catch {
      // Then the connection is of no more use either: the server rolls back when it closes.
    }
    this.connection = undefined;
    connection.destroy();
  }

  private async halve(batch: Tickets, busy: Reading['busy'], end: (only: OneTicket) => void): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only) return end(only);
    const middle = Math.ceil(batch.length / 2);
    await this.commit(batch.slice(0, middle), busy);
    await this.commit(batch.slice(middle), busy);
  }

  private sendAlone({ operation, resolve, reject }: OneTicket): void {
    const done = this.settings.applyAlone(operation).then(resolve, (error) => reject(callersError(error)));
    this.alone.add(done);
    void done.finally(() => this.alone.delete(done));
  }
}
