import { isAppError } from '../../domain/errors';
import { newCallId, type CallFacts } from '../../domain/gateway/call';
import type { Calls } from '../../domain/gateway/settling';
import { NO_USAGE } from '../../domain/gateway/usage';
import type { Clock } from '../../domain/clock';
import type { Language } from '../router/language';
import { errorOf } from './account';
import { callFailureOf } from './failures';

/** Writes calls down that were not let in, behind their answers, and not more of them than are worth reading. */
export interface Refusals {
  /** A call was refused, or not even read, after its caller was known. */
  note(facts: CallFacts, error: unknown, language: Language): void;
  /** Writes down what is still counted. */
  close(): void;
}

/** Rows that one key, or one user without a key, gets in a minute: of more there is one row, which counts them. */
const MOST_EACH = 20;
/** Rows in all that one process writes in a minute. */
const MOST_IN_ALL = 1_000;
/** Keys that are counted at once. */
const MOST_KEYS = 10_000;
const MINUTE_MS = 60_000;
const LOOK_MS = 5_000;

/** The refusals of one key within a minute that began with its first. */
interface Minute {
  readonly endsAt: number;
  written: number;
  /** Those that got no row of their own. */
  more: number;
  last: Refusal;
}

interface Refusal {
  readonly facts: CallFacts;
  readonly code: string;
  readonly message: string;
}

export function createRefusals({
  calls,
  clock,
}: {
  readonly calls: Pick<Calls, 'note'>;
  readonly clock: Clock;
}): Refusals {
  const minutes = new Map<string, Minute>();
  let writtenInAll = 0;
  let allUntil = 0;

  const looking = setInterval(() => endMinutes(clock.now().getTime()), LOOK_MS);
  looking.unref();

  function endMinutes(now: number): void {
    for (const [key, minute] of minutes) {
      if (minute.endsAt > now) break; // they are in the order of their ends
      minutes.delete(key);
      writeRest(minute);
    }
  }

  function minuteOf(key: string, refusal: Refusal, now: number): Minute | undefined {
    const known = minutes.get(key);
    if (known && known.endsAt > now) return known;
    endMinutes(now);
    if (minutes.size >= MOST_KEYS) return undefined;
    const begun = { endsAt: now + MINUTE_MS, written: 0, more: 0, last: refusal };
    minutes.set(key, begun);
    return begun;
  }

  function mayWrite(minute: Minute, now: number): boolean {
    if (now >= allUntil) [allUntil, writtenInAll] = [now + MINUTE_MS, 0];
    if (minute.written >= MOST_EACH || writtenInAll >= MOST_IN_ALL) return false;
    minute.written += 1;
    writtenInAll += 1;
    return true;
  }

  function writeRest({ more, last }: Minute): void {
    if (more === 0) return;
    const { facts, code, message } = last;
    write({
      facts: { ...facts, id: newCallId(facts.createdAt) },
      code,
      message: more === 1 ? message : `${message} (× ${more})`,
    });
  }

  function write({ facts, code, message }: Refusal): void {
    calls.note(facts, {
      status: 'refused',
      error: { code, message },
      usage: NO_USAGE,
      usageSource: 'none',
      attempts: [],
      losses: [],
      firstByteMs: null,
      durationMs: Math.max(0, clock.now().getTime() - facts.createdAt.getTime()),
    });
  }

  return {
    note(facts, error, language) {
      // A database that is away takes no rows either, and there is nothing to say of the caller.
      if (isAppError(error, 'UNAVAILABLE')) return;
      const refusal = { facts, code: errorOf(error).code, message: callFailureOf(error, language).message };
      const now = clock.now().getTime();
      const minute = minuteOf(`${facts.userId}/${facts.keyId}`, refusal, now);
      if (!minute) return;
      minute.last = refusal;
      if (mayWrite(minute, now)) write(refusal);
      else minute.more += 1;
    },
    close() {
      clearInterval(looking);
      endMinutes(Infinity);
    },
  };
}
