import { log } from '@temporalio/activity';
import { HOLD_TTL_MS } from '../domain/jobs/acceptance';
import type { JobPlace } from '../domain/jobs/jobs';
import type { Hold } from '../domain/ledger/ledger';
import { failIfAbandoned, settleExpiredHold, type HoldKeeping, type HoldVerdict } from './expired-holds';
import type { Report } from './heartbeat';

/**
 * How many expired holds were given back, stand on because their work goes on, or could not be settled now;
 * and how many jobs and model calls without a hold, and sandboxes, were ended, for nothing works on them.
 */
export interface SweepReport {
  readonly released: number;
  readonly extended: number;
  readonly abandoned: number;
  readonly failed: number;
}

export interface Sweeping extends HoldKeeping {
  /** Ends up to `limit` model calls without a hold whose processes died; answers how many there were. */
  readonly endUnheldCalls: (limit: number) => Promise<number>;
  /** Ends the calls on packages whose processes died; `onEnded` is told of each, `onFailed` of each that could not be. */
  readonly endPackageCalls: (
    onEnded: () => void,
    onFailed: (error: unknown, callId: string) => void,
  ) => Promise<number>;
  /** Up to `limit` sandboxes that hosts hold which do not come back; each is ended by `release`, unless that answers false: its host has come back. */
  readonly lostSandboxes: (
    limit: number,
  ) => Promise<readonly { readonly sandboxId: string; readonly release: () => Promise<boolean> }[]>;
}

const BATCH = 100;
/** What fails more often in one run has one cause, such as a server that is away: the next run goes on. */
const MOST_FAILURES = 100;
/** How long a hold that could not be settled is left alone, so that it keeps nobody from the others. */
const PUT_OFF_MS = 10 * 60_000;

/** Ends what nothing works on any more, with a hold or without. What could not be ended hinders nothing else. */
export async function sweepHolds(
  sweeping: Sweeping,
  signal: AbortSignal,
  tell: Report,
): Promise<SweepReport> {
  const report = { released: 0, extended: 0, abandoned: 0, failed: 0 };
  const tally: Tally = {
    count(verdict, times = 1) {
      signal.throwIfAborted();
      if (verdict) report[verdict] += times;
      tell(report);
    },
    isHopeless: () => report.failed >= MOST_FAILURES,
  };
  await settleHolds(sweeping, tally);
  await endUnheldCalls(sweeping, tally);
  await endPackageCalls(sweeping, signal, tally);
  await failUnheldJobs(sweeping, tally);
  await releaseSandboxes(sweeping, tally);
  return report;
}

interface Tally {
  /** `undefined`: nothing had to be done. Throws the signal's reason when the sweep is to end. */
  count(verdict: keyof SweepReport | undefined, times?: number): void;
  /** Whether so much has failed that the rest would too. */
  isHopeless(): boolean;
}

async function settleHolds(sweeping: Sweeping, tally: Tally): Promise<void> {
  const { ledger, clock } = sweeping;
  // What is settled is not met again, for its time is no longer over.
  for (let found = BATCH; found === BATCH && !tally.isHopeless();) {
    const holds = await ledger.expiredHolds(clock.now(), BATCH);
    for (const hold of holds) tally.count(await settle(hold, sweeping));
    found = holds.length;
  }
}

async function settle(hold: Hold, sweeping: Sweeping): Promise<HoldVerdict | 'failed'> {
  try {
    return await settleExpiredHold(hold, sweeping);
  } catch (error) {
    log.error('an expired hold was not settled', { hold: hold.key, error });
    await sweeping.ledger.extendHold(hold.key, fromNow(sweeping, PUT_OFF_MS));
    return 'failed';
  }
}

async function endUnheldCalls(sweeping: Sweeping, tally: Tally): Promise<void> {
  for (let ended = BATCH; ended === BATCH;) {
    try {
      ended = await sweeping.endUnheldCalls(BATCH);
    } catch (error) {
      log.error('model calls without a hold could not be looked after', { error });
      return tally.count('failed');
    }
    tally.count('abandoned', ended);
  }
}

async function endPackageCalls(sweeping: Sweeping, signal: AbortSignal, tally: Tally): Promise<void> {
  try {
    await sweeping.endPackageCalls(
      () => tally.count('abandoned'),
      (error, callId) => {
        log.error('a model call on a package could not be ended', { callId, error });
        tally.count('failed');
      },
    );
  } catch (error) {
    signal.throwIfAborted();
    log.error('model calls on packages could not be looked after', { error });
    tally.count('failed');
  }
}

/** A job without a hold says nothing of itself: it is looked up once it is as old as a hold may be. */
async function failUnheldJobs(sweeping: Sweeping, tally: Tally): Promise<void> {
  const { jobs } = sweeping;
  const before = fromNow(sweeping, -HOLD_TTL_MS);
  for (let page = await jobs.unheld(before, undefined, BATCH); page.length > 0;) {
    for (const job of page) tally.count(await endIfAbandoned(job, sweeping));
    if (tally.isHopeless()) return;
    page = await jobs.unheld(before, page.at(-1), BATCH);
  }
}

/** What is left of them, the next run meets. */
async function releaseSandboxes(sweeping: Sweeping, tally: Tally): Promise<void> {
  for (const { sandboxId, release } of await sweeping.lostSandboxes(BATCH)) {
    try {
      tally.count((await release()) ? 'abandoned' : undefined);
    } catch (error) {
      log.error('a sandbox of a host that is gone could not be ended', { sandboxId, error });
      tally.count('failed');
    }
    if (tally.isHopeless()) return;
  }
}

async function endIfAbandoned(
  job: JobPlace,
  sweeping: Sweeping,
): Promise<'abandoned' | 'failed' | undefined> {
  try {
    return (await failIfAbandoned(job, sweeping)) ? 'abandoned' : undefined;
  } catch (error) {
    log.error('an unfinished job could not be looked after', { jobId: job.id, error });
    return 'failed';
  }
}

function fromNow({ clock }: Sweeping, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}
