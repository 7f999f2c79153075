import type { Clock } from '../../domain/clock';
import type { AttemptRecord } from '../../domain/gateway/metering';
import type { Candidate } from '../../domain/gateway/snapshot';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import type { AnswerContext } from '../../providers/llm/protocols/protocol';
import { hasContent, type CallerRequest, type Piece } from '../../providers/llm/upstream/conversion';
import type { UpstreamAnswer, Upstreams } from '../../providers/llm/upstream/ask';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { ChannelHealth } from './channel-health';
import { isWorthAnother, restAfter } from './failures';
import type { GiveBack, Places } from './places';

/** An answer that has begun: from here on no other channel can take over. */
export interface Begun {
  readonly candidate: Candidate;
  /** What came up to the first content, and is still to be sent. */
  readonly first: readonly Piece[];
  readonly answer: UpstreamAnswer;
  readonly losses: Losses;
  /** Gives the channel's place back. */
  readonly done: GiveBack;
}

/** Tries channels one after the other, until one begins to answer. */
export interface Attempts {
  /**
   * @param record gets a row for each try, also when all fail.
   * @throws the last try's failure; CallFailure `unavailable` when no channel could be tried.
   */
  begin(candidates: readonly Candidate[], ask: Ask, record: AttemptRecord[]): Promise<Begun>;
}

export interface Ask {
  readonly request: CallerRequest;
  readonly context: Omit<AnswerContext, 'losses'>;
  /** Aborts the upstream's work. */
  readonly signal: AbortSignal;
  /** Aborts when the caller is gone: then no other channel is tried. */
  readonly gone: AbortSignal;
}

/** Channels that are tried for one call. */
const MOST_TRIES = 5;

export function createAttempts({
  upstreams,
  health,
  places,
  clock,
}: {
  readonly upstreams: Upstreams;
  readonly health: ChannelHealth;
  readonly places: Places;
  readonly clock: Clock;
}): Attempts {
  return {
    async begin(candidates, ask, record) {
      let last: unknown;
      for (const candidate of candidates) {
        if (record.length >= MOST_TRIES || ask.signal.aborted) break;
        const { channel } = candidate;
        if (health.standing(channel.subject) === 'half-open' && !(await health.mayTry(channel.subject)))
          continue;
        const place = await placeOn(candidate);
        if (!place) continue;
        const startedAt = clock.now();
        const from = performance.now();
        const note = (error?: unknown) => {
          const durationMs = Math.round(performance.now() - from);
          record.push(attemptRecord(candidate, { startedAt, durationMs, error }));
        };
        try {
          const begun = await tryOne(candidate, ask, place);
          health.worked(channel.subject);
          note();
          return begun;
        } catch (error) {
          place();
          note(error);
          last = error;
          if (!(error instanceof UpstreamFailure)) throw error;
          const rest = restAfter(error);
          if (rest !== undefined) health.rest(channel.subject, rest, error.message);
          if (ask.gone.aborted || !isWorthAnother(error)) throw error;
        }
      }
      ask.signal.throwIfAborted();
      throw (
        last ??
        new CallFailure('unavailable', 'No upstream of this model can take the call now.', { retryAfter: 5 })
      );
    },
  };

  async function placeOn({ channel }: Candidate): Promise<GiveBack | undefined> {
    if (channel.maxConcurrency === null) return () => undefined;
    return places.take(`channel:${channel.id}`, channel.maxConcurrency);
  }

  /** One channel, up to its first content. */
  async function tryOne(
    candidate: Candidate,
    { request, context, signal }: Ask,
    done: GiveBack,
  ): Promise<Begun> {
    const losses = new Losses();
    const answer = await upstreams.ask(candidate.upstream, request, { ...context, losses }, signal);
    const first: Piece[] = [];
    for (;;) {
      const next = await answer.pieces.next();
      if (next.done) return { candidate, first, answer, losses, done };
      first.push(next.value);
      if (hasContent(next.value)) return { candidate, first, answer, losses, done };
    }
  }
}

function attemptRecord(
  { channel, upstreamModel }: Candidate,
  {
    startedAt,
    durationMs,
    error,
  }: { readonly startedAt: Date; readonly durationMs: number; readonly error?: unknown },
): AttemptRecord {
  const failure = error instanceof UpstreamFailure ? error : undefined;
  return {
    channelId: channel.id,
    upstreamModel,
    startedAt,
    durationMs,
    status: error === undefined ? 'succeeded' : 'failed',
    upstreamStatus: failure?.status ?? null,
    error: error === undefined ? null : error instanceof Error ? error.message.slice(0, 255) : 'failed',
  };
}
