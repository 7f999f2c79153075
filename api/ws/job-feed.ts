import type { JobChange, JobEvent } from '../../domain/jobs/job';
import type { Jobs } from '../../domain/jobs/jobs';

const BATCH = 100;
/** Jobs whose place is remembered: an announcement may come after the event that it tells of was sent. */
const LONGEST_MEMORY = 1_000;

/**
 * Turns the announcements about one owner's jobs into their events, in order and once each. Of a job that the
 * feed hears of for the first time it starts with the announced event; from there on it leaves no gap.
 */
export class JobFeed {
  private readonly lastSeq = new Map<string, number>();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: Pick<Jobs, 'events'>,
    private readonly send: (event: JobEvent) => void,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Never throws: a change that cannot be read now is made up for with the job's next one. */
  readonly changed = (change: JobChange): void => {
    this.work = this.work.then(() => this.deliver(change)).catch(this.onFailure);
  };

  private async deliver({ jobId, seq }: JobChange): Promise<void> {
    let last = this.lastSeq.get(jobId) ?? seq - 1;
    this.remember(jobId, last);
    if (seq <= last) return;
    for (const event of await this.jobs.events(jobId, last, BATCH)) {
      last = event.seq;
      this.send(event);
    }
    this.remember(jobId, last);
  }

  /** Forgets the job that was quiet for longest when there are too many. */
  private remember(jobId: string, last: number): void {
    this.lastSeq.delete(jobId);
    this.lastSeq.set(jobId, last);
    const [oldest] = this.lastSeq.keys();
    if (this.lastSeq.size > LONGEST_MEMORY && oldest !== undefined) this.lastSeq.delete(oldest);
  }
}
