import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Ledger } from '../ledger/ledger';
import type { Outbox, OutboxEntry } from '../outbox';
import { acceptance, type Acceptance, type WorkOrder } from './acceptance';
import { cancellation } from './cancellation';
import { drafts, type Draft } from './drafts';
import type { Announce, Job, JobEnding, JobEvent } from './job';
import { readEvents, readJob, readRecent } from './job-rows';
import { transitions } from './transitions';
import { unheldJobs } from './unheld-jobs';

export type { Acceptance, WorkOrder };

/** Where a job stands in the order of acceptance, and what its workflow's id is made of. */
export type JobPlace = Pick<Job, 'id' | 'kind' | 'createdAt'>;

/**
 * Every piece of work that users order, of every kind. A job's row, its log, its place in the user's history
 * and its money change together, in one transaction each time, which is the ledger's where money moves; what
 * changed is announced after the commit.
 */
export interface Jobs {
  /**
   * Accepts work: the job, its hold on the owner's credits, its entry in the history, its first event and the
   * start that is owed for it are one transaction. What a member orders is paid by the membership first, as many
   * jobs a day as are fair, and only then in credits. AppErrors INSUFFICIENT_CREDITS, or MEMBERSHIP_EXPIRED for who
   * has too few and was a member: nothing was written.
   * AppError IDEMPOTENCY_CONFLICT: the key was used for another request.
   */
  accept(order: WorkOrder): Promise<Acceptance>;
  find(id: string): Promise<Job | undefined>;
  /** Undefined for another user's job, too. */
  findOwned(id: string, owner: number): Promise<Job | undefined>;
  /** The events after number `afterSeq` (0: all), oldest first. */
  events(id: string, afterSeq: number, limit: number): Promise<JobEvent[]>;
  /**
   * Unfinished jobs that hold no credits, for they cost nothing, accepted before `acceptedBefore`: oldest first,
   * those after the job `after`.
   */
  unheld(acceptedBefore: Date, after: JobPlace | undefined, limit: number): Promise<JobPlace[]>;

  /** Where an owner's jobs stand that have not ended, or ended after `endedAfter`: the newest, at most `limit`. */
  recent(owner: number, endedAfter: Date, limit: number): Promise<Pick<Job, 'id' | 'lastSeq'>[]>;

  /**
   * Asks for the end of an owner's job. One that nobody works on yet is cancelled here and now; the workflow of one that
   * is at work is told by the entry to be delivered, and ends it as cancelled, or goes on where it is too late. What has
   * been cancelled stays so. AppErrors NOT_FOUND, also for another user's; JOB_ENDED when it ended in another way.
   */
  cancel(id: string, owner: number): Promise<{ readonly job: Job; readonly outbox: OutboxEntry | null }>;
  /** The work begins. AppError HOLD_RESOLVED when the job has ended: it must not be worked on again. */
  started(id: string): Promise<Job>;
  /** `percent` 0–100; only more progress than before is recorded. */
  progress(id: string, percent: number, data: Readonly<Record<string, unknown>>): Promise<Job>;
  /**
   * The result is kept: the hold is charged and the job ends, as one fact. `data` goes to the last event and
   * to the history, which shows `text` as its content. AppError HOLD_RESOLVED when the job had been given up before.
   */
  succeed(id: string, data: Readonly<Record<string, unknown>>, text?: string): Promise<Job>;
  /**
   * Writes down what a text has come to: before any of it is told to who would show it, and then now and then. Only of
   * a job that is at work; the longest that there was stays.
   */
  keepDraft(id: string, draft: Draft): Promise<void>;
  /**
   * Decides that a text is shown to its owner before it is finished, which is then paid for also when it is cancelled.
   * Asked before the first piece is shown: false for what must not be shown, because it was cancelled before.
   */
  show(id: string): Promise<boolean>;
  /**
   * The job ends without a result and its hold is given back, as one fact. A job that has ended stays as it is. One that
   * is cancelled when its owner has been shown of it (`show`) is charged, and the history has what there is.
   */
  giveUp(id: string, ending: JobEnding): Promise<Job>;
}

export interface JobsDependencies {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly announce: Announce;
  /** How many jobs a day a member has without paying for them; see `MEMBER_DAILY_JOBS`. */
  readonly memberDailyJobs?: number | undefined;
}

/** Each transition is idempotent, and AppError NOT_FOUND for a job that does not exist. */
export function createJobs(dependencies: JobsDependencies): Jobs {
  const { db } = dependencies;
  const moves = transitions(dependencies);
  return {
    ...acceptance(dependencies),
    ...moves,
    ...drafts(dependencies),
    ...cancellation(dependencies, moves),
    find: (id) => readJob(db, id),
    async findOwned(id, owner) {
      const job = await readJob(db, id);
      return job?.ownerId === owner ? job : undefined;
    },
    events: (id, afterSeq, limit) => readEvents(db, id, afterSeq, limit),
    unheld: (acceptedBefore, after, limit) => unheldJobs(db, acceptedBefore, after, limit),
    recent: (owner, endedAfter, limit) => readRecent(db, owner, endedAfter, limit),
  };
}
