/** A cycle is no longer than this: heavier weights are brought down in proportion, each to at least 1. */
const LONGEST = 1000;
const REMEMBERED = 1000;

const known = new Map<string, readonly number[]>();

/**
 * The order in which takers come in turn, each as often in a cycle as it weighs and spread as evenly as can be (the
 * "smooth" weighted round robin of nginx). Answers places in `weights`; that of a weight of 0 is not among them.
 */
export function cycleOf(weights: readonly number[]): readonly number[] {
  const name = weights.join();
  let cycle = known.get(name);
  if (!cycle) {
    cycle = smoothCycle(shortened(weights));
    if (known.size >= REMEMBERED) known.clear();
    known.set(name, cycle);
  }
  return cycle;
}

function smoothCycle(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const credit = weights.map(() => 0);
  const cycle: number[] = [];
  for (let n = 0; n < total; n++) {
    let richest = 0;
    for (let place = 0; place < weights.length; place++) {
      credit[place] = (credit[place] ?? 0) + (weights[place] ?? 0);
      if ((credit[place] ?? 0) > (credit[richest] ?? 0)) richest = place;
    }
    credit[richest] = (credit[richest] ?? 0) - total;
    cycle.push(richest);
  }
  return cycle;
}

function shortened(weights: readonly number[]): number[] {
  const divisor = weights.reduce(greatestCommonDivisor, 0) || 1;
  const least = weights.map((weight) => weight / divisor);
  const total = least.reduce((sum, weight) => sum + weight, 0);
  if (total <= LONGEST) return least;
  return least.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.round((weight * LONGEST) / total))));
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
