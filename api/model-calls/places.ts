import { randomUUID } from 'node:crypto';
import type { RedisClientType } from 'redis';

/** Gives a place back; once is enough. */
export type GiveBack = () => void;

/** Places for calls under way: so many at once for a key, a user or a channel, over all processes. */
export interface Places {
  /** Takes a place of `subject`, of which there are `limit`; undefined when all are taken. */
  take(subject: string, limit: number): Promise<GiveBack | undefined>;
  /** How many are taken now. */
  taken(subject: string): Promise<number>;
  /** Forgets who has taken them; whoever is there takes them again within half a minute. */
  forget(subject: string): Promise<void>;
  close(): void;
}

/** A process that died gives its places back by not renewing them. */
const LEASE_MS = 60_000;
const RENEW_MS = 20_000;

const TAKE = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1`;

/** Counts in Redis; while it is away, this process's own, so that a limit is then looser by the number of processes. */
export function createPlaces({
  redis,
  prefix,
  onFailure,
}: {
  readonly redis: RedisClientType;
  readonly prefix: string;
  readonly onFailure: (error: unknown) => void;
}): Places {
  /** The places that this process has taken, by subject. */
  const taken = new Map<string, Set<string>>();

  const renewal = setInterval(() => {
    if (!redis.isReady || taken.size === 0) return;
    const until = Date.now() + LEASE_MS;
    const commands = redis.multi();
    for (const [subject, places] of taken) {
      commands.zAdd(
        `${prefix}:${subject}`,
        [...places].map((value) => ({ value, score: until })),
      );
      commands.pExpire(`${prefix}:${subject}`, LEASE_MS);
    }
    commands.exec().catch(onFailure);
  }, RENEW_MS);
  renewal.unref();

  /** Whether the processes together have a place left. */
  async function isFree(subject: string, limit: number, place: string): Promise<boolean> {
    if (!redis.isReady) return true;
    const now = Date.now();
    try {
      const values = [now, now + LEASE_MS, limit, place, LEASE_MS].map(String);
      return (await redis.eval(TAKE, { keys: [`${prefix}:${subject}`], arguments: values })) === 1;
    } catch (error) {
      onFailure(error);
      return true;
    }
  }

  function note(subject: string, place: string): void {
    const places = taken.get(subject) ?? new Set();
    taken.set(subject, places.add(place));
  }

  function forget(subject: string, place: string): boolean {
    const places = taken.get(subject);
    if (!places?.delete(place)) return false;
    if (places.size === 0) taken.delete(subject);
    return true;
  }

  return {
    async take(subject, limit) {
      if ((taken.get(subject)?.size ?? 0) >= limit) return undefined;
      const place = randomUUID();
      // Noted before Redis answers, so that those who ask meanwhile count it.
      note(subject, place);
      if (!(await isFree(subject, limit, place))) {
        forget(subject, place);
        return undefined;
      }
      return () => {
        if (!forget(subject, place) || !redis.isReady) return;
        redis.zRem(`${prefix}:${subject}`, place).catch(onFailure);
      };
    },
    async taken(subject) {
      const own = taken.get(subject)?.size ?? 0;
      if (!redis.isReady) return own;
      try {
        return await redis.zCount(`${prefix}:${subject}`, Date.now(), '+inf');
      } catch (error) {
        onFailure(error);
        return own;
      }
    },
    async forget(subject) {
      if (redis.isReady) await redis.del(`${prefix}:${subject}`).catch(onFailure);
    },
    close: () => clearInterval(renewal),
  };
}
