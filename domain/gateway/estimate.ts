import type { Credits } from '../credits';
import { chargeOf, isFree, type Multipliers, type Quantity } from './charge';
import type { ModelPrice } from './prices';
import { NO_USAGE, type Usage } from './usage';

/** What is known of a call before it is made. */
export interface CallPlan {
  /** About how many tokens the prompt has; rather too many than too few. */
  readonly inputTokens: number;
  /** The most that the answer may have, as the caller asked. */
  readonly maxOutputTokens?: number | undefined;
  /** How many answers are asked for, each as long as that; 1 where nothing is said. */
  readonly answers?: number | undefined;
  /** The caller asks for cache writes, which cost more than plain input. */
  readonly cacheWrites?: '5m' | '1h' | undefined;
  readonly quantity?: Quantity | undefined;
}

/** What a model is offered for, through one channel. */
export interface Offer {
  readonly price: ModelPrice;
  readonly multipliers: Multipliers;
  /** The most that the model answers, where that is known. */
  readonly maxOutputTokens?: number | undefined;
}

export interface Quote {
  /** What to set aside before the call: 0 for what is free, which needs no hold. */
  readonly amount: Credits;
  /** The usage that it would be enough for. */
  readonly usage: Usage;
}

/** What an answer may have when neither the caller nor the model says. */
export const DEFAULT_OUTPUT_TOKENS = 4096;

/**
 * What a call would cost if it used all that it may: as input what was counted, at the dearest of the rates that the
 * plan allows, and as output the most. It leans upwards; a call that costs more yet is charged the rest.
 */
export function estimateOf({ price, multipliers, maxOutputTokens }: Offer, plan: CallPlan): Quote {
  const input = Math.ceil(Math.max(0, plan.inputTokens));
  const asked = plan.maxOutputTokens ?? maxOutputTokens ?? DEFAULT_OUTPUT_TOKENS;
  const output = Math.max(0, Math.min(asked, maxOutputTokens ?? asked)) * (plan.answers ?? 1);
  const plain: Usage = { ...NO_USAGE, input, output };
  const usages = [plain];
  if (plan.cacheWrites === '5m') usages.push({ ...plain, cacheWrite5m: input });
  if (plan.cacheWrites === '1h') usages.push({ ...plain, cacheWrite1h: input });
  const quotes = usages.map((usage) => ({
    usage,
    amount: chargeOf(price, usage, multipliers, plan.quantity).cost,
  }));
  const { usage, amount } = dearest(quotes) ?? { amount: 0n, usage: plain };
  // Free up to some use is not free: what it costs beyond is owed to a hold.
  return { usage, amount: amount === 0n && !isFree(price, multipliers) ? 1n : amount };
}

function dearest(quotes: readonly Quote[]): Quote | undefined {
  return quotes.reduce<Quote | undefined>(
    (most, quote) => (most && most.amount >= quote.amount ? most : quote),
    undefined,
  );
}
