import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import { KnownAccounts } from './account-ids';
import { applyBatch } from './apply-batch';
import { LedgerConnection } from './connection';
import { failureOf } from './failures';
import type { Ticket } from './group-commit';
import type { Operation, Result } from './operations';
import type { Reading } from './read-book';

type Tickets = readonly Ticket<Operation, Result>[];

const MAX_TRIES = 5;

export interface BatchWriterSettings {
  readonly db: Database;
  readonly clock: Clock;
  /** Applies one operation in a transaction of the pool, waiting for its accounts as long as that takes. */
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
 * leaves the batch and waits by itself; a batch that the database refuses is halved until the culprit is
 * alone. A lost connection leaves it open whether the batch was committed, which the idempotency keys answer
 * when it is tried again.
 */
export class BatchWriter {
  readonly counts: WriterCounts = { batches: 0, operations: 0, retries: 0 };
  private readonly known = new KnownAccounts();
  private readonly alone = new Set<Promise<void>>();
  private connection: LedgerConnection | undefined;

  constructor(private readonly settings: BatchWriterSettings) {}

  /** Settles every ticket; never throws. */
  async commit(batch: Tickets): Promise<void> {
    let busy: Reading['busy'] = 'wait';
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.apply(batch, busy);
      } catch (error) {
        const failure = failureOf(error);
        await this.abandon(failure === 'connection');
        if (failure === 'refused') return this.halve(batch, error);
        if (attempt === MAX_TRIES) return this.giveUp(batch, failure === 'connection', error);
        if (failure === 'busy') busy = 'skip';
        this.counts.retries++;
        await delay(Math.random() * 2 ** attempt);
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
    const outcomes = await applyBatch(this.connection, operations, { clock, known, busy, last: ['COMMIT'] });
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
      if (!isLost) return void (await connection.run(['ROLLBACK']));
    } catch {
      // Then the connection is of no more use either: the server rolls back when it closes.
    }
    this.connection = undefined;
    connection.destroy();
  }

  private async halve(batch: Tickets, error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only) return only.reject(error);
    const middle = Math.ceil(batch.length / 2);
    await this.commit(batch.slice(0, middle));
    await this.commit(batch.slice(middle));
  }

  private giveUp(batch: Tickets, isLost: boolean, cause: unknown): void {
    for (const ticket of batch) {
      if (isLost)
        ticket.reject(new AppError('UNAVAILABLE', undefined, { cause, note: 'the ledger is cut off' }));
      else this.sendAlone(ticket);
    }
  }

  private sendAlone(ticket: Ticket<Operation, Result>): void {
    const done = this.settings.applyAlone(ticket.operation).then(ticket.resolve, ticket.reject);
    this.alone.add(done);
    void done.finally(() => this.alone.delete(done));
  }
}
