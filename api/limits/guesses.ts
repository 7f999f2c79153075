import type { RedisClientType } from 'redis';
import { AppError } from '../../domain/errors';
import type { Guesses } from '../../domain/identity/guesses';
import { Counter, type RateLimit } from './counter';

/** Somebody who mistypes stays well below; at this pace a thousand common passwords take a day. */
const USUAL: RateLimit = { points: 10, seconds: 900 };

/** Guesses at passwords, counted for all processes together. */
export function createGuesses({
  redis,
  prefix,
  limit = USUAL,
}: {
  readonly redis: RedisClientType;
  readonly prefix: string;
  readonly limit?: RateLimit | undefined;
}): Guesses {
  const counter = new Counter(limit, redis, prefix);
  return {
    async count(account) {
      const { allowed, resetSeconds } = await counter.count(account);
      if (!allowed) throw new AppError('RATE_LIMITED', { retryAfter: resetSeconds });
    },
    forget: (account) => counter.forget(account),
  };
}
