import { RateLimiterRes, type RateLimiterRedis } from 'rate-limiter-flexible';
import type { RedisClientType } from 'redis';
import { sharedLimiter } from './shared-limiter';

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

/** Fixed windows of one limit, counted in Redis; while it is away, by this process. */
export class Counter<Limit extends RateLimit = RateLimit> {
  private readonly limiter: RateLimiterRedis;

  constructor(
    readonly limit: Limit,
    redis: RedisClientType,
    keyPrefix: string,
    { givesBack = false }: { readonly givesBack?: boolean } = {},
  ) {
    const allowance = { points: limit.points, duration: limit.seconds, keyPrefix };
    // Who is over the limit is refused from memory: a flood is not passed on to Redis. Not where what was counted may be
    // taken back, for the memory would not hear of it.
    const flood = givesBack ? {} : { inMemoryBlockOnConsumed: limit.points + 1 };
    this.limiter = sharedLimiter(redis, allowance, flood);
  }

  async count(subject: string): Promise<RateStatus> {
    try {
      return this.status(await this.limiter.consume(subject), true);
    } catch (result) {
      if (result instanceof RateLimiterRes) return this.status(result, false);
      throw result;
    }
  }

  /**
   * Takes back one that was counted so many milliseconds ago, and answers where the subject stands then. Nothing is taken
   * back of a window that began since: undefined where there is none.
   */
  async giveBack(subject: string, countedMsAgo: number): Promise<RateStatus | undefined> {
    if (countedMsAgo > 0) {
      const now = await this.limiter.get(subject);
      if (!now) return undefined;
      const windowMs = this.limit.seconds * 1000 - now.msBeforeNext;
      if (windowMs < countedMsAgo) return this.status(now, now.remainingPoints > 0);
    }
    return this.status(await this.limiter.reward(subject), true);
  }

  /** Where the subject stands, without being counted; undefined when nothing was counted in this window. */
  async standing(subject: string): Promise<RateStatus | undefined> {
    const result = await this.limiter.get(subject);
    return result ? this.status(result, result.remainingPoints > 0) : undefined;
  }

  async forget(subject: string): Promise<void> {
    await this.limiter.delete(subject).catch(() => undefined); // it ends with its window anyway
  }

  private status(result: RateLimiterRes, allowed: boolean): RateStatus {
    return {
      allowed,
      limit: this.limit.points,
      remaining: Math.max(0, result.remainingPoints),
      resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    };
  }
}
