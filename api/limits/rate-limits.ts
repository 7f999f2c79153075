import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisClientType } from 'redis';
import type { RateClass } from '../router/operation';

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** Where a caller stands in the current window. */
export interface RateStatus {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Whole seconds until the window ends. */
  readonly resetSeconds: number;
}

export interface RateLimits {
  /** Counts one request of `subject` (`user:12`, `ip:192.0.2.1`). Never rejects. */
  consume(rateClass: RateClass, subject: string): Promise<RateStatus>;
}

/**
 * Fixed windows, counted in Redis for all processes together. While Redis is away each process counts by itself,
 * so that a limit is then looser by the number of processes, but never off.
 */
export function createRateLimits(dependencies: {
  readonly redis: RedisClientType;
  readonly limits: Readonly<Record<RateClass, RateLimit>>;
  /** Keeps the limits of surfaces and installations apart. */
  readonly prefix: string;
}): RateLimits {
  const { redis, limits, prefix } = dependencies;
  const limiter = (rateClass: RateClass) => {
    const { points, seconds } = limits[rateClass];
    const options = { points, duration: seconds, keyPrefix: `${prefix}:${rateClass}` };
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(options),
      // Who is over the limit is refused from memory: a flood is not passed on to Redis.
      inMemoryBlockOnConsumed: points + 1,
    });
  };
  const limiters: Readonly<Record<RateClass, RateLimiterRedis>> = {
    auth: limiter('auth'),
    generate: limiter('generate'),
    query: limiter('query'),
    other: limiter('other'),
  };

  return {
    async consume(rateClass, subject) {
      const { points } = limits[rateClass];
      const status = (result: RateLimiterRes, allowed: boolean): RateStatus => ({
        allowed,
        limit: points,
        remaining: Math.max(0, result.remainingPoints),
        resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
      });
      try {
        return status(await limiters[rateClass].consume(subject), true);
      } catch (result) {
        if (result instanceof RateLimiterRes) return status(result, false);
        throw result;
      }
    },
  };
}
