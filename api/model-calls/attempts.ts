import type { Clock } from '../../domain/clock';
import { isAppError, type AppError } from '../../domain/errors';
import type { Attempt } from '../../domain/gateway/call';
import type { Candidate } from '../../domain/gateway/snapshot';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import type { AnswerContext } from '../../providers/llm/protocols/protocol';
import type { UpstreamAnswer, Upstreams } from '../../providers/llm/upstream/ask';
import { hasContent, type CallerRequest, type Piece } from '../../providers/llm/upstream/conversion';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import type { AccountUse, Equipped } from './account-use';
import type { ChannelHealth } from './channel-health';
import type { ChannelOutcomes } from './channel-outcomes';
import { isChannelsFault, isWorthAnother, restAfter } from './failures';
import type { KeyLimits } from './key-limits';
import type { GiveBack, Places } from './places';
import { doorOf, type Door } from './upstreams-of';

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

/** What is asked of channels, and for how long. */
export interface Ask {
  readonly request: CallerRequest;
  readonly context: Omit<AnswerContext, 'losses'>;
  /** Aborts the upstream's work. */
  readonly signal: AbortSignal;
  /** Aborts when the caller is gone: then no other channel is tried. */
  readonly gone: AbortSignal;
}

/** Tries channels one after the other, until one begins to answer. */
export interface Attempts {
  /**
   * @param record gets an entry for each try, also when all fail.
   * @throws the last try's failure; CallFailure `unavailable` when no channel could be tried.
   */
  begin(candidates: readonly Candidate[], ask: Ask, record: Attempt[]): Promise<Begun>;
}

/** What lets a call go to a channel. */
interface Entry {
  readonly leave: GiveBack;
  /** Whether the call is the one that finds out whether the channel is well. */
  readonly isTrial: boolean;
}

/** What keeps a call from a channel, and for how many seconds that may be so. */
interface Full {
  readonly fullFor: number;
}

const RETRY_SECONDS = 5;
/** Channels that are tried for one call. */
const MOST_TRIES = 5;

export function createAttempts({
  upstreams,
  health,
  outcomes,
  places,
  keyLimits,
  accounts,
  clock,
}: {
  readonly upstreams: Upstreams;
  readonly health: ChannelHealth;
  readonly outcomes: ChannelOutcomes;
  readonly places: Places;
  readonly keyLimits: Pick<KeyLimits, 'count'>;
  readonly accounts: AccountUse;
  readonly clock: Clock;
}): Attempts {
  let turn = 0;

  return {
    async begin(candidates, ask, record) {
      let last: UpstreamFailure | AppError | undefined;
      let soonest = RETRY_SECONDS;
      for (const candidate of candidates) {
        if (record.length >= MOST_TRIES) break;
        ask.gone.throwIfAborted();
        ask.signal.throwIfAborted();
        const entry = await enter(candidate);
        if (!('leave' in entry)) {
          soonest = Math.min(soonest, entry.fullFor);
          continue;
        }
        const door = doorOf(candidate, health, turn++);
        const note = recorder(candidate, record);
        let equipped: Equipped | undefined;
        try {
          equipped = await accounts.equip(candidate.channel, door.upstream);
          const begun = await tryOne(candidate, equipped, ask, entry.leave);
          health.worked(door.channel);
          health.worked(door.key);
          outcomes.worked(candidate.channel.id);
          accounts.worked(candidate.channel);
          note('answered');
          return begun;
        } catch (error) {
          entry.leave();
          // What an account needs may be away that the next does without.
          const isNotReady = equipped === undefined && isAppError(error, 'UNAVAILABLE');
          if (isNotReady || error instanceof UpstreamFailure) last = error;
          if (isChannelsFault(error)) outcomes.failed(candidate.channel.id, error.message);
          const isWorthOn = isNotReady || blame(candidate, door, equipped, error);
          const mayGoOn = isWorthOn && !ask.gone.aborted;
          if (entry.isTrial) health.toldNothing(door.channel);
          note(mayGoOn ? 'passed on' : 'given up', error);
          if (!mayGoOn) throw error;
        }
      }
      throw (
        last ??
        new CallFailure(
          'unavailable',
          {
            zh: '该模型的上游目前都无法接受调用',
            en: 'No upstream of this model can take the call now.',
          },
          {
            retryAfter: soonest,
          },
        )
      );
    },
  };

  /** A place among the channel's calls, unless it has none, or another call finds out whether it is well. */
  async function enter({
    channel: { id, maxConcurrency, requestsPerMinute },
  }: Candidate): Promise<Entry | Full> {
    const name = String(id);
    const leave =
      maxConcurrency === null ? () => undefined : await places.take(`channel:${name}`, maxConcurrency);
    if (!leave) return { fullFor: RETRY_SECONDS };
    const isTrial = health.standing(name) !== 'healthy';
    // One that rests is only asked when there is no other: that finds out how it is as well.
    if (isTrial && !(await health.mayTry(name))) {
      leave();
      return { fullFor: RETRY_SECONDS };
    }
    try {
      await keyLimits.count(`channel:${name}`, { requestsPerMinute, tokensPerMinute: null }, 0);
      return { leave, isTrial };
    } catch (error) {
      leave();
      if (isTrial) health.toldNothing(name);
      if (!isAppError(error, 'RATE_LIMITED')) throw error;
      return { fullFor: error.details.retryAfter };
    }
  }

  /** One channel, up to its first content. */
  async function tryOne(
    candidate: Candidate,
    { upstream }: Equipped,
    { request, context, signal }: Ask,
    done: GiveBack,
  ): Promise<Begun> {
    const losses = new Losses();
    const answer = await upstreams.ask(upstream, request, { ...context, losses }, signal);
    const first: Piece[] = [];
    for (;;) {
      const next = await answer.pieces.next();
      if (!next.done) first.push(next.value);
      if (next.done || hasContent(next.value)) return { candidate, first, answer, losses, done };
    }
  }

  /** Lets whoever failed rest; answers whether another channel may do better. */
  function blame(
    { channel }: Candidate,
    door: Door,
    equipped: Equipped | undefined,
    error: unknown,
  ): boolean {
    if (!(error instanceof UpstreamFailure)) return false;
    const rest = restAfter(error);
    const isKeys = error.status === 401 || error.status === 403 || error.status === 429;
    if (rest !== undefined) {
      const restMs = accounts.failed(channel, equipped, error, rest);
      health.rest(isKeys ? door.key : door.channel, restMs, error.message);
    }
    return isWorthAnother(error);
  }

  function recorder({ channel, upstreamModel }: Candidate, record: Attempt[]) {
    const startedAt = clock.now();
    const from = performance.now();
    return (outcome: Attempt['outcome'], error?: unknown) => {
      record.push({
        channelId: channel.id,
        upstreamModel,
        status: error instanceof UpstreamFailure ? (error.status ?? null) : null,
        error: error === undefined ? null : error instanceof Error ? error.message : 'failed',
        outcome,
        startedAt,
        durationMs: Math.round(performance.now() - from),
      });
    };
  }
}
