import type { LiveChannel } from '../../domain/gateway/snapshot';
import type { ModelRequest } from '../../providers/llm/exchange/request';
import type { Upstream, Upstreams } from '../../providers/llm/upstream/ask';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { AccountUse, Equipped } from './account-use';
import type { ChannelHealth } from './channel-health';
import { restAfter } from './failures';
import { doorOf } from './upstreams-of';

/** What came of asking a channel. */
export interface ChannelTrial {
  readonly latencyMs: number;
  /** What went wrong, without secrets; undefined where it answered. */
  readonly error?: string;
}

/**
 * Asks a channel's upstream for a word, through its proxy, whether or not it is in service. What it answers counts as a
 * call's answer does; nobody is charged. Throws AppError UNAVAILABLE when the database is away that must be asked.
 */
export type TryChannel = (channel: LiveChannel, upstreamModel: string) => Promise<ChannelTrial>;

const TIMEOUT_MS = 30_000;

export function createChannelTrial({
  use,
  upstreams,
  health,
}: {
  readonly use: AccountUse;
  readonly upstreams: Pick<Upstreams, 'events'>;
  readonly health: ChannelHealth;
}): TryChannel {
  async function oneWord(upstream: Upstream): Promise<void> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    for await (const event of upstreams.events(upstream, question(upstream.model), signal)) {
      if (event.type === 'end') return;
    }
  }

  return async (channel, upstreamModel) => {
    const from = performance.now();
    const latencyMs = () => Math.round(performance.now() - from);
    let equipped: Equipped | undefined;
    try {
      equipped = await use.equip(channel, doorOf({ channel, upstreamModel }, health, 0).upstream);
      await oneWord(equipped.upstream);
      use.worked(channel);
      health.worked(String(channel.id));
      return { latencyMs: latencyMs() };
    } catch (error) {
      const failure = failureOf(error);
      use.failed(channel, equipped, failure, restAfter(failure) ?? 0);
      return { latencyMs: latencyMs(), error: failure.message };
    }
  };
}

function failureOf(error: unknown): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error;
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  if (!isTimeout) throw error;
  return new UpstreamFailure('The upstream was silent for too long', { retryable: true, timedOut: true });
}

function question(model: string): ModelRequest {
  return {
    model,
    stream: false,
    system: [],
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Say OK.' }] }],
    tools: [],
    maxOutputTokens: 16,
  };
}
