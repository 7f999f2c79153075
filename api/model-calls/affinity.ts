import { hash } from 'node:crypto';
import type { RedisClientType } from 'redis';
import type { LiveChannel } from '../../domain/gateway/snapshot';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

/**
 * Which channel served a conversation before: its caches are warm. It is a wish and never a condition, so that what
 * is lost of it costs nothing but that.
 */
export interface Affinity {
  /** Names a conversation by what stays the same in it from turn to turn. */
  conversationOf(subject: string, model: string, body: JsonObject): string;
  /** The seat that it had last. */
  seatOf(conversation: string): Promise<string | undefined>;
  remember(conversation: string, seat: string): void;
}

/** What a conversation comes back to: a channel, and of an account only while it keeps its conversations. */
export function seatOf({ id, account }: Pick<LiveChannel, 'id' | 'account'>): string {
  const { affinityEpoch = 0 } = account ?? {};
  return affinityEpoch === 0 ? String(id) : `${id}.${affinityEpoch}`;
}

const SECONDS = 3600;
const REMEMBERED = 20_000;
const LONGEST_PART = 4_000;

export function createAffinity({
  redis,
  prefix,
  onFailure,
}: {
  readonly redis: RedisClientType;
  readonly prefix: string;
  readonly onFailure: (error: unknown) => void;
}): Affinity {
  /** What this process saw last. */
  const own = new Map<string, string>();

  return {
    conversationOf(subject, model, body) {
      const metadata = body['metadata'] as { readonly user_id?: unknown } | undefined;
      const named = body['prompt_cache_key'] ?? metadata?.user_id ?? body['user'];
      const parts = typeof named === 'string' ? [named] : beginningOf(body);
      return hash('sha256', [subject, model, ...parts].join('\n'), 'hex').slice(0, 32);
    },
    async seatOf(conversation) {
      const known = own.get(conversation);
      if (known !== undefined || !redis.isReady) return known;
      try {
        return (await redis.get(`${prefix}:${conversation}`)) ?? undefined;
      } catch (error) {
        onFailure(error);
        return undefined;
      }
    },
    remember(conversation, seat) {
      if (own.get(conversation) === seat) return;
      if (own.size >= REMEMBERED) own.delete(own.keys().next().value ?? '');
      own.set(conversation, seat);
      if (!redis.isReady) return;
      const options = { expiration: { type: 'EX', value: SECONDS } } as const;
      redis.set(`${prefix}:${conversation}`, seat, options).catch(onFailure);
    },
  };
}

/** A conversation that nobody named begins with the same words in each of its turns. */
function beginningOf(body: JsonObject): string[] {
  const turns = body['messages'] ?? body['input'] ?? body['contents'] ?? body['prompt'];
  const first: unknown = Array.isArray(turns) ? turns.slice(0, 2) : turns;
  return [body['system'], body['instructions'], body['systemInstruction'], first].map((part) =>
    (JSON.stringify(part) ?? '').slice(0, LONGEST_PART),
  );
}
