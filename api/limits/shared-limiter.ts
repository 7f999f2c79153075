import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisClientType } from 'redis';

/** So many points in so many seconds, for each of the subjects whose names `keyPrefix` begins. */
export interface Allowance {
  readonly points: number;
  readonly duration: number;
  readonly keyPrefix: string;
}

/** Counts in Redis, for all processes together; while it is away, in this process. */
export function sharedLimiter(
  redis: RedisClientType,
  allowance: Allowance,
  options: { readonly inMemoryBlockOnConsumed?: number } = {},
): RateLimiterRedis {
  return new RateLimiterRedis({
    ...allowance,
    ...options,
    storeClient: redis,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(allowance),
  });
}
