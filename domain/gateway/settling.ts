import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { isPassing } from '../db/faults';
import { list, sql, text, time } from '../db/statement';
import { AppError, isAppError } from '../errors';
import type { Budget } from './budgets';
import {
  CALL_HOLD_MS,
  holdOfCall,
  type CallCharge,
  type CallEnding,
  type CallFacts,
  type CallQuote,
  type OpenCall,
} from './call';
import type { Metering } from './metering';
import { isPaidByPackage, keepPackageCallsOpen } from './package-calls';

/**
 * The calls that one process has let in, from their hold to their settlement: what is set aside for them stays so for
 * as long as the process lives, and each is settled, also when the database is away for a while.
 */
export interface Calls {
  /** As `Metering.open`; a database that is away is waited for, for a few seconds. */
  open(facts: CallFacts, quote: CallQuote, budgets: readonly Budget[]): Promise<OpenCall>;
  /** As `Metering.settle`; it does not give up. */
  settle(call: OpenCall, ending: CallEnding): Promise<CallCharge>;
  /** Writes a refused call down, in the background; when too many wait for the database it is not written. */
  note(facts: CallFacts, ending: CallEnding): void;
  /** How many are open or wait to be settled. */
  readonly count: number;
  /** Resolves once every call is settled. */
  close(): Promise<void>;
}

const EXTEND_MS = 40_000;
const PATIENCE_MS = 5_000;
/** So many calls may wait for a database that is away; more are refused. */
const MOST_WAITING = 5_000;
const LONGEST_PAUSE_MS = 2_000;

export function createCalls({
  db,
  metering,
  clock,
  onFailure,
}: {
  readonly db: Database;
  readonly metering: Metering;
  readonly clock: Clock;
  readonly onFailure: (error: unknown, call: string) => void;
}): Calls {
  const open = new Map<string, CallFacts>();
  const work = new Set<Promise<unknown>>();
  let waiting = 0;

  const extension = setInterval(() => {
    void track(extendAll().catch((error: unknown) => onFailure(error, 'all open calls')));
  }, EXTEND_MS);
  extension.unref();

  /** A statement or two for all: what is set aside must not run out while its call goes on. */
  async function extendAll(): Promise<void> {
    if (open.size === 0) return;
    const until = new Date(clock.now().getTime() + CALL_HOLD_MS);
    const calls = [...open.values()];
    const keys = list(calls.map(({ id }) => text(holdOfCall(id))));
    await db.query(
      sql`UPDATE holds SET expires_at = ${time(until)} WHERE hold_key IN (${keys}) AND state = 'pending'`,
    );
    const onPackages = calls.filter(isPaidByPackage).map(({ id }) => id);
    if (onPackages.length > 0) await db.query(keepPackageCallsOpen(onPackages, until));
  }

  function track<T>(promise: Promise<T>): Promise<T> {
    work.add(promise);
    const done = () => work.delete(promise);
    promise.then(done, done);
    return promise;
  }

  /** Runs `step` until the database is there for it; `patienceMs` bounds that. */
  async function insist<T>(step: () => Promise<T>, id: string, patienceMs: number): Promise<T> {
    const giveUpAt = performance.now() + patienceMs;
    let pause = 50;
    waiting += 1;
    try {
      for (;;) {
        try {
          return await step();
        } catch (error) {
          if (!isOutage(error) || performance.now() + pause > giveUpAt) throw error;
          onFailure(error, id);
          await delay(pause * (0.5 + Math.random() / 2));
          pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
      }
    } finally {
      waiting -= 1;
    }
  }

  return {
    async open(facts, quote, budgets) {
      if (waiting >= MOST_WAITING) {
        throw new AppError('UNAVAILABLE', undefined, { note: 'too many calls wait for the database' });
      }
      const call = await insist(() => metering.open(facts, quote, budgets), facts.id, PATIENCE_MS);
      open.set(facts.id, facts);
      return call;
    },
    settle(call, ending) {
      const { id } = call.facts;
      const insistOn = (how: CallEnding) => insist(() => metering.settle(call, how), id, Infinity);
      const settled = insistOn(ending).catch((error: unknown) => {
        // Something of what is written down beside the money may be what the database does not take.
        onFailure(error, id);
        return insistOn(bare(ending));
      });
      void settled.then(
        () => open.delete(id),
        (error: unknown) => {
          open.delete(id); // it ran out of ways: the sweeper gives back what was set aside
          onFailure(error, id);
        },
      );
      return track(settled);
    },
    note(facts, ending) {
      if (waiting >= MOST_WAITING) return;
      void track(
        insist(() => metering.note(facts, ending), facts.id, PATIENCE_MS).catch((error: unknown) =>
          onFailure(error, facts.id),
        ),
      );
    },
    get count() {
      return open.size;
    },
    async close() {
      clearInterval(extension);
      while (work.size > 0) await Promise.allSettled(work);
    },
  };
}

/** An ending with what its charge needs, and nothing more. */
function bare(ending: CallEnding): CallEnding {
  return {
    ...ending,
    error: ending.error && { code: ending.error.code, message: '' },
    attempts: [],
    losses: [],
  };
}

function isOutage(error: unknown): boolean {
  return isAppError(error, 'UNAVAILABLE') || isPassing(error);
}
