import { RateLimiterRes, type RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisClientType } from 'redis';
import { AppError } from '../../domain/errors';
import { sharedLimiter } from '../limits/shared-limiter';

const MINUTE = 60;

/** What a key may do in a minute; null for as much as it likes. */
export interface MinuteLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

/** Requests and tokens a minute, counted for all processes together; while Redis is away, by this process. */
export interface KeyLimits {
  /**
   * Counts a request and the tokens that it may use.
   * @throws AppError RATE_LIMITED
   */
  count(subject: string, limits: MinuteLimits, tokens: number): Promise<Counted>;
  /** Puts the tokens right once it is known how many they were; those of a minute that has ended stay. */
  correct(subject: string, limits: MinuteLimits, counted: Counted, used: number): void;
}

/** Tokens that were counted for a call. */
export interface Counted {
  readonly tokens: number;
  /** When their minute ends, as `performance.now()` tells the time. */
  readonly until: number;
}

export function createKeyLimits({
  redis,
  prefix,
}: {
  readonly redis: RedisClientType;
  readonly prefix: string;
}): KeyLimits {
  /** One for each figure that some key has as its limit. */
  const limiters = new Map<string, RateLimiterRedis>();

  function limiter(unit: 'requests' | 'tokens', points: number): RateLimiterRedis {
    const name = `${unit}:${points}`;
    const known = limiters.get(name);
    if (known) return known;
    const made = sharedLimiter(redis, { points, duration: MINUTE, keyPrefix: `${prefix}:${unit}` });
    limiters.set(name, made);
    return made;
  }

  async function consume(
    unit: 'requests' | 'tokens',
    points: number,
    subject: string,
    amount: number,
  ): Promise<number> {
    try {
      const { msBeforeNext } = await limiter(unit, points).consume(subject, amount);
      return performance.now() + msBeforeNext;
    } catch (result) {
      if (!(result instanceof RateLimiterRes)) throw result;
      // What was refused uses nothing: the rest of the minute is for calls that fit.
      limiter(unit, points)
        .reward(subject, amount)
        .catch(() => undefined);
      throw new AppError('RATE_LIMITED', { retryAfter: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) });
    }
  }

  return {
    async count(subject, { requestsPerMinute, tokensPerMinute }, tokens) {
      if (requestsPerMinute !== null) await consume('requests', requestsPerMinute, subject, 1);
      const until = tokensPerMinute === null ? 0 : await consume('tokens', tokensPerMinute, subject, tokens);
      return { tokens, until };
    },
    correct(subject, { tokensPerMinute }, { tokens: counted, until }, used) {
      if (tokensPerMinute === null || counted === used || performance.now() >= until) return;
      const tokens = limiter('tokens', tokensPerMinute);
      const correction =
        used > counted ? tokens.penalty(subject, used - counted) : tokens.reward(subject, counted - used);
      correction.catch(() => undefined); // the minute ends anyway
    },
  };
}
