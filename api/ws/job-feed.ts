import type { Clock } from '../../domain/clock';
import type { JobChange, JobEvent } from '../../domain/jobs/job';
import type { Jobs } from '../../domain/jobs/jobs';

const BATCH = 100;
/** Jobs whose place is remembered: an announcement may come after the event that it tells of was sent. */
const LONGEST_MEMORY = 1_000;
/** Processes' clocks differ a little, and a transaction's time is older than its commit. */
const MARGIN_MS = 60_000;

export interface JobFeedReader {
  send(event: JobEvent): Promise<void>;
  /** Something could not be read: it is made up for when the feed looks again. */
  failed(error: unknown): void;
}

/**
 * The events of one owner's jobs from now on, in order, once each and without a gap. Announcements say where to
 * look; what they miss is found by looking at the owner's jobs again.
 */
export class JobFeed {
  private readonly lastSeq = new Map<string, number>();
  private lookedAt: Date;
  private work: Promise<void>;

  constructor(
    private readonly owner: number,
    private readonly jobs: Pick<Jobs, 'events' | 'recent'>,
    private readonly clock: Clock,
    private readonly reader: JobFeedReader,
  ) {
    this.lookedAt = clock.now();
    this.work = Promise.resolve();
  }

  /** Notes where every job stands. Events after that are the feed's. */
  async begin(): Promise<void> {
    for (const { id, lastSeq } of await this.recent()) this.remember(id, lastSeq);
  }

  /** A change was announced. Never throws. */
  readonly changed = (change: JobChange): void => {
    this.queue(() => this.deliver(change.jobId, change.seq));
  };

  /** Announcements may have been missed. Never throws. */
  readonly lookAgain = (): void => {
    this.queue(async () => {
      for (const { id, lastSeq } of await this.recent()) await this.deliver(id, lastSeq);
    });
  };

  private queue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch((error: unknown) => this.reader.failed(error));
  }

  private async recent(): Promise<readonly { readonly id: string; readonly lastSeq: number }[]> {
    const since = new Date(this.lookedAt.getTime() - MARGIN_MS);
    const now = this.clock.now();
    const recent = await this.jobs.recent(this.owner, since, LONGEST_MEMORY);
    this.lookedAt = now;
    return recent;
  }

  /** A job that was not there at the beginning is told from its first event. */
  private async deliver(jobId: string, seq: number): Promise<void> {
    let last = this.lastSeq.get(jobId) ?? 0;
    this.remember(jobId, last);
    while (seq > last) {
      const events = await this.jobs.events(jobId, last, BATCH);
      if (events.length === 0) break;
      for (const event of events) {
        last = event.seq;
        await this.reader.send(event);
      }
      this.remember(jobId, last);
    }
  }

  /** Forgets the job that was quiet for longest when there are too many. */
  private remember(jobId: string, last: number): void {
    this.lastSeq.delete(jobId);
    this.lastSeq.set(jobId, last);
    const [oldest] = this.lastSeq.keys();
    if (this.lastSeq.size > LONGEST_MEMORY && oldest !== undefined) this.lastSeq.delete(oldest);
  }
}
