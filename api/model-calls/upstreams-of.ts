import type { Candidate } from '../../domain/gateway/snapshot';
import type { Upstream } from '../../providers/llm/upstream/ask';
import type { UpstreamTimeouts } from '../../providers/llm/upstream/http-client';
import type { ChannelHealth } from './channel-health';

/** What a try goes to: a channel with one of its keys. */
export interface Door {
  readonly upstream: Upstream;
  /** What rests when the channel fails. */
  readonly channel: string;
  /** What rests when the key is refused, or has too many requests: the key, where the channel has others. */
  readonly key: string;
}

/** What channels have that set no time-outs of their own. */
const USUAL: UpstreamTimeouts = { connectMs: 10_000, headersMs: 300_000, idleMs: 120_000 };

/**
 * The channel with the next of its keys that does not rest, in turn.
 * @param turn counts up.
 */
export function doorOf(
  { channel, upstreamModel }: Pick<Candidate, 'channel' | 'upstreamModel'>,
  health: Pick<ChannelHealth, 'standing'>,
  turn: number,
): Door {
  const keys = (channel.apiKey?.reveal() ?? '').split(/\s+/).filter((key) => key !== '');
  const name = String(channel.id);
  const inTurn = keys.map((_, place) => (place + turn) % keys.length);
  const subject = (place: number) => (keys.length > 1 ? `${name}/${place}` : name);
  const place = inTurn.find((each) => health.standing(subject(each)) !== 'resting') ?? inTurn[0] ?? 0;
  return {
    channel: name,
    key: subject(place),
    upstream: {
      kind: channel.type,
      baseUrl: channel.baseUrl,
      apiKey: keys[place] ?? '',
      model: upstreamModel,
      proxy: channel.proxy?.reveal(),
      timeouts: {
        connectMs: channel.connectTimeoutMs ?? USUAL.connectMs,
        headersMs: channel.firstByteTimeoutMs ?? USUAL.headersMs,
        idleMs: channel.idleTimeoutMs ?? USUAL.idleMs,
      },
    },
  };
}
