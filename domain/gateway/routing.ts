import { cycleOf } from './weighted-cycle';
import type { Candidate } from './snapshot';

export interface RouteWishes {
  /** The user channels in the order in which to try them; without it the cheapest first, then by id. */
  readonly userChannels?: readonly number[] | null | undefined;
  /** The channel that the caller was served by before, whose caches are warm. */
  readonly preferred?: number | undefined;
  /** Until when channels are left alone that have failed, by id. */
  readonly cooling: ReadonlyMap<number, Date>;
  readonly now: Date;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Counts up with each call of the same name: whose turn it is. */
  readonly turn: (name: string) => number;
}

export interface Route {
  readonly candidate: Candidate;
  /** It is cooling down, and nothing else is left: let one call through and see. */
  readonly probe: boolean;
}

/**
 * The channels in the order in which to try them. User channels come in the caller's order, and within one its
 * channels by priority, the highest first. Channels of one priority come by the user channel's algorithm: `priority`
 * draws by weight, `round_robin` takes them in turn, `weighted_round_robin` in turn as often as they weigh. A channel
 * of weight 0 is drawn last.
 *
 * The preferred channel comes first if it is among the best that are well; it never comes before better ones. Who
 * cools down is left out, unless all do: then whoever is well again soonest comes first, as a probe.
 */
export function route(candidates: readonly Candidate[], wishes: RouteWishes): Route[] {
  const { cooling, now, preferred } = wishes;
  const coolsUntil = ({ channel }: Candidate) => cooling.get(channel.id)?.getTime() ?? 0;
  const well = candidates.filter((candidate) => coolsUntil(candidate) <= now.getTime());
  if (well.length === 0) {
    return [...candidates]
      .sort((a, b) => coolsUntil(a) - coolsUntil(b) || a.channel.id - b.channel.id)
      .map((candidate) => ({ candidate, probe: true }));
  }
  const [best = [], ...others] = byUserChannel(well, wishes.userChannels).flatMap(byPriority);
  const first = best.filter(({ channel }) => channel.id === preferred);
  const rest = first.length > 0 ? best.filter(({ channel }) => channel.id !== preferred) : best;
  return [...first, ...arranged(rest, wishes), ...others.flatMap((tier) => arranged(tier, wishes))].map(
    (candidate) => ({ candidate, probe: false }),
  );
}

function byUserChannel(candidates: readonly Candidate[], order?: readonly number[] | null): Candidate[][] {
  const groups = [...groupedBy(candidates, ({ userChannel }) => userChannel.id).values()];
  const place = ({ userChannel }: Candidate) => {
    const index = order?.indexOf(userChannel.id) ?? -1;
    return index < 0 ? Infinity : index;
  };
  return groups.sort(([a], [b]) => {
    if (!a || !b) return 0;
    const [placeA, placeB] = [place(a), place(b)];
    if (placeA !== placeB) return placeA - placeB;
    const cheaper = a.userChannel.multiplier - b.userChannel.multiplier;
    return cheaper === 0n ? a.userChannel.id - b.userChannel.id : cheaper < 0n ? -1 : 1;
  });
}

function byPriority(candidates: readonly Candidate[]): Candidate[][] {
  const tiers = [...groupedBy(candidates, ({ channel }) => channel.priority)];
  return tiers.sort(([a], [b]) => b - a).map(([, tier]) => tier);
}

/** Candidates of one user channel and one priority. */
function arranged(tier: readonly Candidate[], { random, turn }: RouteWishes): Candidate[] {
  const [first] = tier;
  if (!first || tier.length === 1) return [...tier];
  const name = `${first.userChannel.id}/${first.channel.priority}/${first.model.name}`;
  const inOrder = [...tier].sort((a, b) => a.channel.id - b.channel.id);
  switch (first.userChannel.routingAlgorithm) {
    case 'round_robin':
      return rotated(inOrder, turn(name));
    case 'weighted_round_robin': {
      const cycle = cycleOf(inOrder.map(({ channel }) => channel.weight));
      // Each once, in the order in which their next turns come; who weighs nothing has none.
      const places = new Set([...rotated(cycle, turn(name)), ...inOrder.keys()]);
      return [...places].flatMap((place) => inOrder[place] ?? []);
    }
    case 'priority':
      return drawn(inOrder, random);
  }
}

function groupedBy(
  candidates: readonly Candidate[],
  by: (candidate: Candidate) => number,
): Map<number, Candidate[]> {
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const key = by(candidate);
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return groups;
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** Drawn by weight without putting back: who waits shortest of exponential times whose rates are the weights. */
function drawn(candidates: readonly Candidate[], random: () => number): Candidate[] {
  return candidates
    .map((candidate) => {
      const wait = -Math.log(1 - random());
      const { weight } = candidate.channel;
      return { candidate, last: weight === 0, time: weight === 0 ? wait : wait / weight };
    })
    .sort((a, b) => Number(a.last) - Number(b.last) || a.time - b.time)
    .map(({ candidate }) => candidate);
}
