import { completeCreation, failCreation, namedCreationOf } from '../creations/creation-rows';
import { countCompleted } from '../creations/creation-totals';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
import { PLATFORM } from '../ledger/accounts';
import type { Capture, Release } from '../ledger/ledger';
import { returnBenefit } from '../membership/benefits';
import { notificationStatements } from '../notifications/notify';
import { dropDraft, withdrawDraft, type Draft } from './drafts';
import { holdKey, isEnd, type Job, type JobEnding, type JobEventType } from './job';
import { newsOfEnd } from './job-news';
import { advanceJob, readJob, type Advance } from './job-rows';
import type { Jobs, JobsDependencies } from './jobs';
import { KINDS } from './kinds';

/** What becomes of a job as it stands; undefined when there is nothing to do. Throws when it must not happen. */
type Step = (job: Job, now: Date) => Advance | undefined;

/** The moves of a job after it was accepted: see `Jobs`. */
export function transitions({
  db,
  ledger,
  clock,
  announce,
}: JobsDependencies): Pick<Jobs, 'started' | 'progress' | 'succeed' | 'giveUp'> {
  const tell = (job: Job, type: JobEventType): Job => {
    announce({ jobId: job.id, ownerId: job.ownerId, kind: job.kind, seq: job.lastSeq, type });
    return job;
  };

  /** All that is written of a step beside its money; of an end also, last, what the owner is told and has. */
  async function statementsOf(
    job: Job,
    next: Advance,
    now: Date,
    text: string | null,
    tx: Transaction | null = null,
  ): Promise<Statement[]> {
    const { id } = job;
    const { type, data } = next;
    const steps = advanceJob(id, next, now);
    if (!isEnd(type)) return steps;
    const news = newsOfEnd(job, next, await namedCreationOf(db, id, tx));
    const told = news ? notificationStatements(news, now) : [];
    const ended = KINDS[job.kind].isReadLive ? [...steps, dropDraft(id)] : steps;
    // A text that is kept was delivered, whatever its job's end is called.
    if (type === 'succeeded' || text !== null) {
      return [completeCreation(id, data, text, now), ...ended, ...told, countCompleted(id)];
    }
    return [failCreation(id, now), ...ended, returnBenefit(id), ...told];
  }

  /** Takes a step that moves no money, under the job's lock. */
  async function advance(id: string, step: Step, text: string | null = null): Promise<Job> {
    const { job, type } = await inTransaction(db, async (tx) => {
      const before = found(id, await readJob(db, id, tx));
      const now = clock.now();
      const next = step(before, now);
      if (!next) return { job: before };
      await runStatements(db, await statementsOf(before, next, now, text, tx), tx);
      const job = { ...before, ...next.change, lastSeq: before.lastSeq + 1 };
      return { job, type: next.type };
    });
    return type ? tell(job, type) : job;
  }

  /**
   * Ends a job together with its hold. `resolve` commits the statements with the hold's resolution: a hold is
   * resolved once, so of all the ends that meet, one ends the job, and that one is told.
   */
  async function end(
    id: string,
    step: Step,
    text: string | null,
    resolve: (job: Job, alongside: readonly Statement[]) => Promise<Capture | Release>,
  ): Promise<Job> {
    const before = found(id, await readJob(db, id));
    const now = clock.now();
    const next = step(before, now);
    if (!next) return before;
    if (before.quote === 0n) return advance(id, step, text);
    const resolved = await resolve(before, await statementsOf(before, next, now, text));
    // The hold had been resolved otherwise: the job, read anew, has ended.
    if ('released' in resolved && !resolved.released) return advance(id, step, text);
    const ended = found(id, await readJob(db, id));
    return resolved.repeated ? ended : tell(ended, next.type);
  }

  const charge = ({ id, kind }: Job, alongside: readonly Statement[], note = '') =>
    ledger.capture({
      key: `${holdKey(id)}/capture`,
      hold: holdKey(id),
      to: PLATFORM.revenue,
      kind: 'consume',
      description: `${KINDS[kind].description}${note}`,
      alongside,
    });

  /** The end of a text that its owner has seen of: it is kept as far as it is, and charged. */
  async function deliver(id: string, draft: Draft): Promise<Job> {
    try {
      return await end(id, delivery(draft), draft.content, (job, alongside) =>
        charge(job, alongside, '（未写完）'),
      );
    } catch (error) {
      // Another end came first.
      if (isAppError(error, 'HOLD_RESOLVED')) return found(id, await readJob(db, id));
      throw error;
    }
  }

  return {
    started: (id) =>
      advance(id, (job, now) => {
        if (isEnd(job.state)) throw hasEnded(job);
        if (job.state === 'running') return undefined;
        return { type: 'started', data: {}, change: { state: 'running', startedAt: now } };
      }),

    progress: (id, percent, data) =>
      advance(id, (job) => {
        const progress = Math.min(100, Math.max(0, Math.round(percent)));
        if (job.state !== 'running' || progress <= job.progress) return undefined;
        return { type: 'progress', data: { ...data, percent: progress }, change: { progress } };
      }),

    succeed: (id, data, text) =>
      end(id, success(data), text ?? null, (job, alongside) => charge(job, alongside)),

    async giveUp(id, ending) {
      const job = found(id, await readJob(db, id));
      if (isEnd(job.state)) return job;
      const isWithdrawn = ending.state === 'cancelled' && KINDS[job.kind].isReadLive;
      const draft = isWithdrawn ? await withdrawDraft(db, id, clock.now()) : undefined;
      if (draft) return deliver(id, draft);
      return end(id, surrender(ending), null, (_job, alongside) =>
        ledger.release({ key: `${holdKey(id)}/release`, hold: holdKey(id), alongside }),
      );
    },
  };
}

const success =
  (data: Advance['data']): Step =>
  (job, now) => {
    if (job.state === 'succeeded') return undefined;
    if (isEnd(job.state)) throw hasEnded(job);
    const change = { state: 'succeeded', charged: job.quote, progress: 100, endedAt: now } as const;
    return { type: 'succeeded', data, change };
  };

const surrender =
  (ending: JobEnding): Step =>
  (job, now) => {
    if (isEnd(job.state)) return undefined;
    const { state, ...why } = ending;
    return { type: state, data: why, change: { ...ending, endedAt: now } };
  };

const delivery =
  ({ content, data }: Draft): Step =>
  (job, now) => {
    if (isEnd(job.state)) return undefined;
    return {
      type: 'cancelled',
      data: { ...data, unfinished: true, characters: [...content].length },
      change: { state: 'cancelled', charged: job.quote, endedAt: now },
    };
  };

function found(id: string, job: Job | undefined): Job {
  if (!job) throw new AppError('NOT_FOUND', undefined, { note: `job ${id}` });
  return job;
}

function hasEnded(job: Job): AppError<'HOLD_RESOLVED'> {
  return new AppError('HOLD_RESOLVED', undefined, { note: `job ${job.id} has ${job.state}` });
}
