import type { Credits } from '../credits';
import { invalidField } from '../errors';
import { ONE, type Decimal } from '../decimal';
import type { ModelPrice, Rate, RateName, Tier, TierCondition } from './prices';
import { billableInput } from './sound-usage';
import type { Usage } from './usage';

/** What the price is multiplied with. */
export interface Multipliers {
  readonly group: Decimal;
  readonly userChannel: Decimal;
}

export const NO_MULTIPLIERS: Multipliers = { group: ONE, userChannel: ONE };

/** What is counted of a call besides tokens. */
export interface Quantity {
  /** How many images; for a model that is priced per request. */
  readonly images?: number;
  readonly video?: { readonly resolution: string; readonly seconds: number };
}

export interface Charge {
  /** Rounded up to a unit, once, after everything was added up and multiplied. */
  readonly cost: Credits;
  /** The same without the multipliers. */
  readonly baseCost: Credits;
  readonly lines: readonly ChargeLine[];
}

/** One rate's part of a charge, before the multipliers. */
export interface ChargeLine {
  readonly rate: RateName | 'request' | 'video';
  /** The tokens, requests or seconds, each at its price: several of them where tiers are progressive. */
  readonly segments: readonly { readonly count: number; readonly price: Decimal }[];
  /** Exact, in units of 10⁻¹⁶ credit. */
  readonly amount: bigint;
}

/** A price is for so many tokens. */
const PER_TOKENS = 1_000_000n;
/** Units of a line (10⁻¹⁶) in a unit of credits (10⁻⁸). */
const LINE_UNITS = 10n ** 8n;

/**
 * What a call costs: Σ tokens × price / 1M × group multiplier × user-channel multiplier. `usage` is sound: see
 * `soundUsage`.
 *
 * Of the input, what was read from a cache or written to one has its own rate. Where such a rate is unpriced those
 * tokens cost what other input costs; only an hour's cache writes cost first what five minutes' do. Images and audio
 * are charged apart only where they are priced, else as the text that they are counted among. A rate of 0 is priced: it
 * is free. Rounding is up, so that what costs something never costs nothing. Throws AppError VALIDATION for a video of
 * a resolution that has no price.
 */
export function chargeOf(
  price: ModelPrice,
  usage: Usage,
  { group, userChannel }: Multipliers = NO_MULTIPLIERS,
  quantity: Quantity = {},
): Charge {
  const lines = linesOf(price, usage, quantity);
  const total = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    lines,
    baseCost: divideUp(total, LINE_UNITS),
    cost: divideUp(total * group * userChannel, LINE_UNITS * ONE * ONE),
  };
}

/** Whether nothing costs anything, however much is used. */
export function isFree({ rates, video = [] }: ModelPrice, { group, userChannel }: Multipliers): boolean {
  if (group === 0n || userChannel === 0n) return true;
  const tiers = Object.values(rates).flatMap(({ price, tiers }) => [
    price,
    ...tiers.map((tier) => tier.price),
  ]);
  const films = video.flatMap(({ perSecond, durations }) => [
    perSecond,
    ...durations.map((each) => each.price),
  ]);
  return [...tiers, ...films].every((price) => price === 0n);
}

function linesOf(price: ModelPrice, usage: Usage, quantity: Quantity): ChargeLine[] {
  switch (price.quotaType) {
    case 0:
      return tokenLines(price, usage);
    case 1:
      return requestLines(price, quantity.images ?? 1);
    case 100:
      return videoLines(price, quantity.video);
  }
}

function tokenLines({ rates }: ModelPrice, usage: Usage): ChargeLine[] {
  const measures: Measures = {
    full_input_tokens: usage.input,
    full_request_tokens: usage.input + usage.output,
    billable_input_tokens: billableInput(usage),
    billable_output_tokens: usage.output,
  };
  return [...tokensByRate(rates, usage)].flatMap(([name, tokens]) => {
    const rate = rates[name];
    if (!rate || tokens === 0) return [];
    const segments = segmentsOf(rate, tokens, measures);
    return [{ rate: name, segments, amount: sumOf(segments) }];
  });
}

/** Every token once, at the first of its rates that is priced. */
function tokensByRate(rates: ModelPrice['rates'], usage: Usage): Map<RateName, number> {
  const tokens = new Map<RateName, number>();
  const put = (count: number, ...names: readonly RateName[]) => {
    const name = names.find((each) => rates[each]);
    if (name) tokens.set(name, (tokens.get(name) ?? 0) + count);
  };
  put(usage.cacheRead, 'cached_input', 'input');
  put(usage.cacheWrite5m, 'cache_write_input', 'input');
  put(usage.cacheWrite1h, 'cache_write_1h_input', 'cache_write_input', 'input');
  put(usage.imageInput, 'image_input', 'input');
  put(usage.audioInput, 'audio_input', 'input');
  put(billableInput(usage) - usage.imageInput - usage.audioInput, 'input');
  put(usage.imageOutput, 'image_output', 'output');
  put(usage.audioOutput, 'audio_output', 'output');
  put(usage.output - usage.imageOutput - usage.audioOutput, 'output');
  return tokens;
}

type Measures = Readonly<Record<TierCondition, number>>;

function segmentsOf({ price, tiers }: Rate, tokens: number, measures: Measures): ChargeLine['segments'] {
  const reached = tiers.findLast(({ condition, minTokens }) => condition && measures[condition] >= minTokens);
  if (reached) return [{ count: tokens, price: reached.price }];
  const steps: readonly Tier[] = [
    { minTokens: 0, price },
    ...tiers.filter(({ condition }) => condition === undefined),
  ];
  return steps.flatMap((step, index) => {
    const end = steps[index + 1]?.minTokens ?? Infinity;
    const count = Math.min(tokens, end) - step.minTokens;
    return count > 0 ? [{ count, price: step.price }] : [];
  });
}

function sumOf(segments: ChargeLine['segments']): bigint {
  return segments.reduce((sum, { count, price }) => sum + BigInt(count) * price, 0n);
}

function requestLines({ rates }: ModelPrice, requests: number): ChargeLine[] {
  const price = rates.output?.price;
  if (price === undefined || requests < 1) return [];
  const segments = [{ count: requests, price }];
  return [{ rate: 'request', segments, amount: sumOf(segments) * PER_TOKENS }];
}

function videoLines({ video = [] }: ModelPrice, made: Quantity['video']): ChargeLine[] {
  if (!made) return [];
  const prices = video.find(({ resolution }) => resolution === made.resolution);
  if (!prices) {
    throw invalidField('body.size', {
      zh: '该模型不支持此分辨率',
      en: 'is no resolution that this model is offered in',
    });
  }
  const whole = prices.durations.find(({ seconds }) => seconds === made.seconds);
  const segments = [
    whole ? { count: 1, price: whole.price } : { count: made.seconds, price: prices.perSecond },
  ];
  return [{ rate: 'video', segments, amount: sumOf(segments) * PER_TOKENS }];
}

function divideUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}
