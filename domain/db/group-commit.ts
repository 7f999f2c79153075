import { AppError } from '../errors';

/** An operation that waits for its answer. */
export interface Ticket<Operation, Result> {
  readonly operation: Operation;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GroupCommitSettings<Operation, Result> {
  readonly largestBatch: number;
  /** How many may wait; more are refused, for they would not be answered in time. */
  readonly longestQueue: number;
  /** Settles each ticket once it is known how its operation ended. Called for one batch at a time. */
  readonly commit: (batch: readonly Ticket<Operation, Result>[]) => Promise<void>;
}

/**
 * Makes batches of what arrives: operations that come while a batch is being committed go together into the
 * next, first come first served. So a batch is as large as the database is slow, and one that comes alone
 * does not wait.
 *
 * One batch is in flight at a time. Two or three were measured on two cores, and cost a third more of them
 * for each operation without being faster: each batch is smaller, and on a hot account waits for the other.
 */
export class GroupCommit<Operation, Result> {
  private queue: Ticket<Operation, Result>[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly settings: GroupCommitSettings<Operation, Result>) {}

  /** Answers once the operation's batch has been committed. Throws UNAVAILABLE when too many wait. */
  submit(operation: Operation): Promise<Result> {
    if (this.queue.length >= this.settings.longestQueue) {
      return Promise.reject(new AppError('UNAVAILABLE', undefined, { note: 'too many operations wait' }));
    }
    return new Promise((resolve, reject) => {
      this.queue.push({ operation, resolve, reject });
      this.running ??= this.run();
    });
  }

  get waiting(): number {
    return this.queue.length;
  }

  /** Waits until nothing is queued or in flight. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    do {
      // A turn of the event loop: the callers that the last batch answered, and requests that came with
      // them, are still on their way here.
      await new Promise(setImmediate);
      const batch = this.queue.splice(0, this.settings.largestBatch);
      try {
        await this.settings.commit(batch);
      } catch (error) {
        for (const ticket of batch) ticket.reject(error);
      }
    } while (this.queue.length > 0);
    this.running = undefined;
  }
}
