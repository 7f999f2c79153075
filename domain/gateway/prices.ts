import { invalidField } from '../errors';
import { decimal, formatDecimal, type Decimal } from '../decimal';

/**
 * What a model costs. Prices are in credits: of token models for a million tokens, of models per request for each.
 * A rate that is not there is unpriced, which is not the same as one of 0: see `chargeOf`.
 */
export interface ModelPrice {
  readonly quotaType: QuotaType;
  readonly rates: Readonly<Partial<Record<RateName, Rate>>>;
  readonly video?: VideoPrices;
}

/** Whether calls of a model with this price can cost anything: without a rate, or with rates of 0 alone, they are free. */
export function isPriced({ rates, video = [] }: ModelPrice): boolean {
  const isAbove0 = ({ price, tiers }: Rate) => price > 0n || tiers.some((tier) => tier.price > 0n);
  return (
    Object.values(rates).some(isAbove0) ||
    video.some(({ perSecond, durations }) => perSecond > 0n || durations.some(({ price }) => price > 0n))
  );
}

/** 0: by tokens. 1: `output` for each request, or for each image. 100: by a video's resolution and duration. */
export type QuotaType = 0 | 1 | 100;

export const RATE_NAMES = [
  'input',
  'output',
  'cached_input',
  'cache_write_input',
  'cache_write_1h_input',
  'image_input',
  'image_output',
  'audio_input',
  'audio_output',
] as const;

export type RateName = (typeof RATE_NAMES)[number];

export interface Rate {
  readonly price: Decimal;
  /** In the order of `minTokens`. */
  readonly tiers: readonly Tier[];
}

/**
 * Without a condition: the price of the tokens from `minTokens` on, each segment at its own. With one: the price of the
 * whole amount once what the condition names has reached `minTokens`; of several, the highest that was reached.
 */
export interface Tier {
  readonly minTokens: number;
  readonly price: Decimal;
  readonly condition?: TierCondition;
}

export const TIER_CONDITIONS = [
  'full_input_tokens',
  'full_request_tokens',
  'billable_input_tokens',
  'billable_output_tokens',
] as const;

export type TierCondition = (typeof TIER_CONDITIONS)[number];

/** By resolution, such as `720p`. */
export type VideoPrices = readonly {
  readonly resolution: string;
  /** For a second, where no duration is priced as a whole. */
  readonly perSecond: Decimal;
  readonly durations: readonly { readonly seconds: number; readonly price: Decimal }[];
}[];

/** Prices as they are written down and shown: `input_price`, `input_price_tiers`, …, `video_billing_config`. */
export type PriceSheet = Readonly<Record<string, unknown>>;

const MOST_TIERS = 50;

/**
 * Reads prices: `<rate>_price` as a decimal string or number (absent, null or empty: unpriced), `<rate>_price_tiers` as
 * `[{min_tokens, price, condition?}]`, and `video_billing_config` as `{resolutions: [{resolution,
 * duration_unit_price, durations: [{seconds, price}]}]}`. Throws AppError VALIDATION that names `<place>.<field>`.
 */
export function readPrices(quotaType: number, sheet: PriceSheet, place = 'body'): ModelPrice {
  if (quotaType !== 0 && quotaType !== 1 && quotaType !== 100) {
    throw invalidField(`${place}.quota_type`, { zh: '应为 0、1 或 100', en: 'must be 0, 1 or 100' });
  }
  const rates: Partial<Record<RateName, Rate>> = {};
  for (const name of RATE_NAMES) {
    const rate = readRate(sheet, `${name}_price`, place);
    if (rate) rates[name] = rate;
  }
  const video = readVideo(sheet['video_billing_config'], `${place}.video_billing_config`);
  return { quotaType, rates, ...(video && { video }) };
}

/** What `readPrices` reads: decimals as strings, and only what is there. */
export function writePrices({ rates, video }: ModelPrice): Record<string, unknown> {
  const sheet: Record<string, unknown> = {};
  for (const name of RATE_NAMES) {
    const rate = rates[name];
    if (!rate) continue;
    sheet[`${name}_price`] = formatDecimal(rate.price);
    if (rate.tiers.length > 0) sheet[`${name}_price_tiers`] = rate.tiers.map(writeTier);
  }
  if (video) {
    sheet['video_billing_config'] = {
      resolutions: video.map(({ resolution, perSecond, durations }) => ({
        resolution,
        duration_unit_price: formatDecimal(perSecond),
        durations: durations.map(({ seconds, price }) => ({ seconds, price: formatDecimal(price) })),
      })),
    };
  }
  return sheet;
}

function writeTier({ minTokens, price, condition }: Tier): object {
  return { min_tokens: minTokens, price: formatDecimal(price), ...(condition && { condition }) };
}

function readRate(sheet: PriceSheet, field: string, place: string): Rate | undefined {
  const price = sheet[field];
  const tiers = readTiers(sheet[`${field}_tiers`], `${place}.${field}_tiers`);
  if (isBlank(price)) {
    if (tiers.length > 0) {
      throw invalidField(`${place}.${field}`, {
        zh: '有阶梯价时必填',
        en: 'is needed where there are tiers',
      });
    }
    return undefined;
  }
  return { price: readPrice(price, `${place}.${field}`), tiers };
}

function readTiers(value: unknown, field: string): Tier[] {
  return listOf(value, field)
    .map((item, index): Tier => {
      const { min_tokens: minTokens, price, condition } = objectOf(item, `${field}[${index}]`);
      if (typeof minTokens !== 'number' || !Number.isSafeInteger(minTokens) || minTokens < 0) {
        throw invalidField(`${field}[${index}].min_tokens`, whole);
      }
      const known = TIER_CONDITIONS.find((name) => name === condition);
      if (!isBlank(condition) && !known) {
        throw invalidField(`${field}[${index}].condition`, { zh: '未知的条件', en: 'is no known condition' });
      }
      const tier = { minTokens, price: readPrice(price, `${field}[${index}].price`) };
      return known ? { ...tier, condition: known } : tier;
    })
    .sort((a, b) => a.minTokens - b.minTokens);
}

function readVideo(value: unknown, field: string): VideoPrices | undefined {
  if (isBlank(value)) return undefined;
  const resolutions = listOf(objectOf(value, field)['resolutions'], `${field}.resolutions`);
  if (resolutions.length === 0) return undefined;
  return resolutions.map((item, index) => {
    const at = `${field}.resolutions[${index}]`;
    const { resolution, duration_unit_price: perSecond, durations } = objectOf(item, at);
    if (typeof resolution !== 'string' || resolution === '' || resolution.length > 50) {
      throw invalidField(`${at}.resolution`, { zh: '应为 1–50 个字符', en: 'must have 1 to 50 characters' });
    }
    return {
      resolution,
      perSecond: isBlank(perSecond) ? 0n : readPrice(perSecond, `${at}.duration_unit_price`),
      durations: listOf(durations, `${at}.durations`).map((each, n) => {
        const { seconds, price } = objectOf(each, `${at}.durations[${n}]`);
        if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || seconds < 1) {
          throw invalidField(`${at}.durations[${n}].seconds`, whole);
        }
        return { seconds, price: readPrice(price, `${at}.durations[${n}].price`) };
      }),
    };
  });
}

const whole = { zh: '应为不小于 0 的整数', en: 'must be a whole number that is not negative' };

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function readPrice(value: unknown, field: string): Decimal {
  try {
    if (typeof value === 'string' || typeof value === 'number') return decimal(value);
  } catch {
    // Said below.
  }
  throw invalidField(field, {
    zh: '应为不小于 0、最多 10 位小数的数',
    en: 'must be a decimal number of 0 or more, with at most 10 decimals',
  });
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (isBlank(value)) return [];
  if (Array.isArray(value) && value.length <= MOST_TIERS) return value;
  throw invalidField(field, {
    zh: `应为最多 ${MOST_TIERS} 项的列表`,
    en: `must be a list of at most ${MOST_TIERS}`,
  });
}

function objectOf(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw invalidField(field, { zh: '应为对象', en: 'must be an object' });
}
