import { AppError } from '../../domain/errors';
import type { CallQuote } from '../../domain/gateway/call';
import { estimateOf, type CallPlan } from '../../domain/gateway/estimate';
import { route } from '../../domain/gateway/routing';
import type { Candidate, Snapshot } from '../../domain/gateway/snapshot';
import type { ProtocolName } from '../../providers/llm/protocols/protocol';
import type { AccountUse } from './account-use';
import { seatOf } from './affinity';
import type { ChannelHealth } from './channel-health';
import type { Rights } from './rights';

/** Where a call goes, and what it is quoted. */
export interface Plan {
  /** In the order in which to try them. */
  readonly candidates: readonly Candidate[];
  readonly quote: CallQuote;
}

export interface Planner {
  /**
   * Routes a call. It is quoted as the first channel has it, so that a failover does not change what it costs.
   * @throws AppError MODEL_NOT_ALLOWED, MODEL_NOT_FOUND, NO_CHANNEL
   */
  plan(snapshot: Snapshot, wish: Wish): Plan;
}

export interface Wish extends CallPlan {
  readonly model: string;
  /** What the caller speaks. */
  readonly protocol: ProtocolName;
  readonly rights: Rights;
  /** The seat that the conversation had before. */
  readonly preferred?: string | undefined;
}

export function createPlanner({
  health,
  accounts,
  random,
  now,
}: {
  readonly health: Pick<ChannelHealth, 'restsUntil'>;
  readonly accounts: Pick<AccountUse, 'isOpen'>;
  readonly random: () => number;
  readonly now: () => Date;
}): Planner {
  const turns = new Map<string, number>();
  const turn = (name: string) => {
    const next = turns.get(name) ?? 0;
    turns.set(name, next + 1);
    return next;
  };

  function cooling(candidates: readonly Candidate[]): Map<number, Date> {
    const resting = new Map<number, Date>();
    for (const { channel } of candidates) {
      const until = health.restsUntil(String(channel.id));
      if (until) resting.set(channel.id, until);
    }
    return resting;
  }

  return {
    plan(snapshot, { model, protocol, rights, preferred, ...callPlan }) {
      if (!rights.mayUse(model)) throw new AppError('MODEL_NOT_ALLOWED');
      if (!snapshot.models.has(model)) throw new AppError('MODEL_NOT_FOUND');
      const { userChannels, groupIds } = rights;
      const reached = snapshot.candidates({ model, userChannels, groupIds });
      // What the key is bound to serves other models: that passes no sooner than somebody changes the key.
      if (reached.length === 0 && userChannels && snapshot.isServing(userChannels))
        throw new AppError('MODEL_NOT_ALLOWED');
      const offered = reached.filter(({ channel }) => accounts.isOpen(channel));
      const possible = fitting(offered, protocol);
      const routes = route(possible, {
        userChannels: userChannels && [...snapshot.withFallbacks(userChannels).keys()],
        preferred: possible.find(({ channel }) => seatOf(channel) === preferred)?.channel.id,
        cooling: cooling(possible),
        now: now(),
        random,
        turn,
      });
      const candidates = once(routes.map(({ candidate }) => candidate));
      const [first] = candidates;
      if (!first) throw new AppError('NO_CHANNEL');
      const { price, priceVersion, maxOutputTokens } = first.model;
      const offer = { price, multipliers: first.multipliers, maxOutputTokens: maxOutputTokens ?? undefined };
      const { amount, usage } = estimateOf(offer, callPlan);
      return { candidates, quote: { price, priceVersion, multipliers: first.multipliers, amount, usage } };
    },
  };
}

/** An account is in several groups, and yet one upstream: it is tried once, where it comes first. */
function once(candidates: readonly Candidate[]): Candidate[] {
  const firsts = new Map<number, Candidate>();
  for (const candidate of candidates) {
    if (!firsts.has(candidate.channel.id)) firsts.set(candidate.channel.id, candidate);
  }
  return [...firsts.values()];
}

/** Those that can be told what is asked, where there are any: pictures are asked for in OpenAI's words alone. */
function fitting(candidates: readonly Candidate[], protocol: ProtocolName): readonly Candidate[] {
  if (protocol !== 'openai-images') return candidates;
  const able = candidates.filter(({ channel }) => channel.type === 'openai');
  return able.length > 0 ? able : candidates;
}
