import type { RedisClientType } from 'redis';
import type { Principal } from '../auth/principal';
import { Counter, type RateLimit, type RateStatus } from './counter';
import { subjectOf } from './subject';

export type { RateLimit, RateStatus } from './counter';

/** A limit, and what is counted together. */
export interface RateRule extends RateLimit {
  /**
   * The calls of one user, or of one address where nobody is signed in (`caller`); those of one address
   * (`address`); or those with one value in a field of the body, whose letters may be of either case; in a list
   * each value counts.
   */
  readonly by: 'caller' | 'address' | { readonly field: string };
  readonly exceptMembers?: boolean;
  /** Whether a call that succeeds takes back all that were counted: a limit on failures. */
  readonly untilSuccess?: boolean;
  /** Whether a call that is refused before any work was accepted takes back that it was counted: a limit on work. */
  readonly unlessRefused?: boolean;
}

/** A surface's limits: an operation names its class, and each of the class's rules is counted apart. */
export type RateClasses = Readonly<Record<string, readonly RateRule[]>>;

/** Who calls, as far as limits go. */
export interface Caller {
  readonly user: Principal | undefined;
  readonly ip: string | undefined;
}

export interface RateLimits {
  /** Counts a request by who sends it; undefined when nothing limits them. Never rejects. */
  countCaller(rateClass: string, caller: Caller): Promise<RateStatus | undefined>;
  /** Counts a request by what is in its body. Never rejects. */
  countBody(rateClass: string, body: unknown): Promise<RateStatus | undefined>;
  /**
   * Tells that a request was refused before any work was accepted, which was counted so many milliseconds ago. Answers
   * where its caller stands then; undefined when nothing of the class is taken back. Never rejects.
   */
  refused(rateClass: string, caller: Caller, countedMsAgo: number): Promise<RateStatus | undefined>;
  /** Tells that a request succeeded. */
  succeeded(rateClass: string, caller: Caller, body: unknown): Promise<void>;
}

/**
 * Fixed windows, counted in Redis for all processes together. While Redis is away each process counts by itself,
 * so that a limit is then looser by the number of processes, but never off.
 */
export function createRateLimits(dependencies: {
  readonly redis: RedisClientType;
  readonly classes: RateClasses;
  /** Keeps the limits of surfaces and installations apart. */
  readonly prefix: string;
}): RateLimits {
  const { redis, classes, prefix } = dependencies;
  const counters = new Map(
    Object.entries(classes).map(([name, rules]) => [
      name,
      rules.map(
        (rule, index) =>
          new Counter(rule, redis, `${prefix}:${name}:${index}`, { givesBack: rule.unlessRefused === true }),
      ),
    ]),
  );
  const of = (rateClass: string) => counters.get(rateClass) ?? [];

  return {
    countCaller: (rateClass, caller) =>
      strictest(of(rateClass), ({ limit }) => callerOf(limit, caller), countOrRefuse),
    countBody: (rateClass, body) => strictest(of(rateClass), ({ limit }) => valuesOf(limit, body)),
    async refused(rateClass, caller, countedMsAgo) {
      const own = of(rateClass);
      if (!own.some(({ limit }) => limit.unlessRefused)) return undefined;
      return strictest(
        own,
        ({ limit }) => callerOf(limit, caller),
        (counter, subject) =>
          counter.limit.unlessRefused ? counter.giveBack(subject, countedMsAgo) : counter.standing(subject),
      ).catch(() => undefined);
    },
    async succeeded(rateClass, caller, body) {
      for (const counter of of(rateClass)) {
        if (!counter.limit.untilSuccess) continue;
        const subjects = [...callerOf(counter.limit, caller), ...valuesOf(counter.limit, body)];
        for (const subject of subjects) await counter.forget(subject);
      }
    },
  };
}

/** The subject of a rule on who calls; none when it does not concern them. */
function callerOf({ by, exceptMembers }: RateRule, { user, ip }: Caller): string[] {
  if (exceptMembers && user?.isMember) return [];
  if (by === 'address') return [subjectOf(undefined, ip)];
  return by === 'caller' ? [subjectOf(user?.userId, ip)] : [];
}

/** The subjects of a rule on what is in the body. */
function valuesOf({ by }: RateRule, body: unknown): string[] {
  if (typeof by === 'string' || typeof body !== 'object' || body === null) return [];
  const value = (body as Record<string, unknown>)[by.field];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter((item) => typeof item === 'string');
  return texts.map((text) => `${by.field}:${text.trim().toLowerCase()}`);
}

/** Counts; who is refused for coming too often is given no work, and so is not counted where only work is. */
async function countOrRefuse(counter: Counter<RateRule>, subject: string): Promise<RateStatus> {
  const status = await counter.count(subject);
  if (!status.allowed && counter.limit.unlessRefused)
    await counter.giveBack(subject, 0).catch(() => undefined);
  return status;
}

/** Counts every counter's subjects, or does with them what `statusOf` does, and answers where things stand worst. */
async function strictest(
  counters: readonly Counter<RateRule>[],
  subjectsBy: (counter: Counter<RateRule>) => readonly string[],
  statusOf: (counter: Counter<RateRule>, subject: string) => Promise<RateStatus | undefined> = (
    counter,
    subject,
  ) => counter.count(subject),
): Promise<RateStatus | undefined> {
  let worst: RateStatus | undefined;
  for (const counter of counters) {
    for (const subject of subjectsBy(counter)) {
      const status = await statusOf(counter, subject);
      if (!status) continue;
      if (!worst || (worst.allowed && (!status.allowed || status.remaining < worst.remaining)))
        worst = status;
    }
  }
  return worst;
}
