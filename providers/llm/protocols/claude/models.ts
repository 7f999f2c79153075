/**
 * What differs from one generation of Claude models to the next, told from their names. Names of other vendors'
 * models behind the same protocol are of no generation: they get what the protocol had from the start.
 */

/** From 4.6 on a model decides itself how much to think (`adaptive`, with an effort); a budget is of the past. */
const ADAPTIVE = /claude-(?:(?:opus|sonnet|haiku)-(?:4-[6-9]|[5-9])(?!\d)|mythos|fable)/;

/** Models after Opus 4.6 answer 400 to a temperature other than 1, and to top_p and top_k. */
const UNTEMPERED = /claude-(?:(?:opus|sonnet|haiku)-(?:4-[7-9]|[5-9])(?!\d)|mythos|fable)/;

export function thinksAdaptively(model: string): boolean {
  return ADAPTIVE.test(model);
}

export function takesSampling(model: string): boolean {
  return !UNTEMPERED.test(model);
}
