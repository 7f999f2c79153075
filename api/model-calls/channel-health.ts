import type { RedisClientType } from 'redis';
import type { Clock } from '../../domain/clock';

/** How a channel stands: in use, resting after a failure, or rested and to be tried by one call at a time. */
export type Standing = 'healthy' | 'resting' | 'half-open';

/** Which channels failed lately, for all processes together. While Redis is away each process knows its own. */
export interface ChannelHealth {
  /**
   * How a channel, or one of its keys, stands now, as it is known here: at most a quarter of a second behind other
   * processes.
   */
  standing(subject: string): Standing;
  /** Until when it rests; undefined for one that does not. */
  restsUntil(subject: string): Date | undefined;
  /** Asks to be the one call that tries a rested channel. False while another one does. */
  mayTry(channel: string): Promise<boolean>;
  /** Lets a channel rest for so many milliseconds. */
  rest(channel: string, milliseconds: number, reason: string): void;
  /** The channel answered: what was against it is forgotten. */
  worked(channel: string): void;
  /** The call that tried it ended without telling how it is, for its caller left or was refused: another may try. */
  toldNothing(channel: string): void;
}

interface Rest {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly reason: string;
}

const REREAD_MS = 250;
/** A try that has not ended by then is counted as lost, and another call may try. */
const TRY_MS = 30_000;
/** A channel that nobody calls is forgotten: then it is tried as a healthy one. */
const FORGET_SECONDS = 24 * 3600;

export function createChannelHealth({
  redis,
  prefix,
  clock,
  onFailure,
}: {
  readonly redis: RedisClientType;
  readonly prefix: string;
  readonly clock: Clock;
  /** Told when Redis could not be asked: until it can, this process goes by what it saw itself. */
  readonly onFailure: (error: unknown) => void;
}): ChannelHealth {
  const hash = `${prefix}:rests`;
  let rests = new Map<string, Rest>();
  /** Tries of this process, for when Redis cannot tell of all. */
  const tries = new Map<string, number>();
  /** What changed here while Redis was being read: its answer does not know of it yet. */
  let changes = new Map<string, Rest | undefined>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  function reread(): void {
    const now = clock.now().getTime();
    if (reading || now - readAt < REREAD_MS) return;
    readAt = now;
    if (!redis.isReady) return;
    changes = new Map();
    reading = redis
      .hGetAll(hash)
      .then((found) => {
        rests = new Map(Object.entries(found).map(([channel, text]) => [channel, JSON.parse(text) as Rest]));
        for (const [channel, rest] of changes) {
          if (rest) rests.set(channel, rest);
          else rests.delete(channel);
        }
      })
      .catch(onFailure)
      .finally(() => (reading = undefined));
  }

  function shared(work: (client: RedisClientType) => Promise<unknown>): void {
    if (redis.isReady) work(redis).catch(onFailure);
  }

  function restsUntil(channel: string): Date | undefined {
    reread();
    const rest = rests.get(channel);
    return rest && rest.until > clock.now().getTime() ? new Date(rest.until) : undefined;
  }

  return {
    restsUntil,
    standing(channel) {
      if (restsUntil(channel)) return 'resting';
      return rests.has(channel) ? 'half-open' : 'healthy';
    },
    async mayTry(channel) {
      const now = clock.now().getTime();
      if ((tries.get(channel) ?? 0) > now) return false;
      tries.set(channel, now + TRY_MS);
      if (!redis.isReady) return true;
      try {
        const options = { condition: 'NX', expiration: { type: 'PX', value: TRY_MS } } as const;
        return (await redis.set(`${prefix}:try:${channel}`, '1', options)) !== null;
      } catch (error) {
        onFailure(error);
        return true;
      }
    },
    rest(channel, milliseconds, reason) {
      const rest = { until: clock.now().getTime() + milliseconds, reason };
      rests.set(channel, rest);
      changes.set(channel, rest);
      tries.delete(channel);
      shared((client) =>
        client
          .multi()
          .hSet(hash, channel, JSON.stringify(rest))
          .expire(hash, FORGET_SECONDS)
          .del(`${prefix}:try:${channel}`)
          .exec(),
      );
    },
    worked(channel) {
      if (!rests.delete(channel)) return;
      changes.set(channel, undefined);
      tries.delete(channel);
      shared((client) => client.multi().hDel(hash, channel).del(`${prefix}:try:${channel}`).exec());
    },
    toldNothing(channel) {
      tries.delete(channel);
      shared((client) => client.del(`${prefix}:try:${channel}`));
    },
  };
}
