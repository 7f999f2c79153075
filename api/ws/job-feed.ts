import { isEnd, type JobChange, type JobEvent } from '../../domain/jobs/job';
import type { Jobs } from '../../domain/jobs/jobs';

const BATCH = 100;

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
    this.lastSeq.set(jobId, last);
    if (seq <= last) return;
    let ended = false;
    for (const event of await this.jobs.events(jobId, last, BATCH)) {
      last = event.seq;
      ended = isEnd(event.type);
      this.send(event);
    }
    if (ended) this.lastSeq.delete(jobId);
    else this.lastSeq.set(jobId, last);
  }
}
