import { formatDecimal } from '../../../domain/decimal';
import { RATE_NAMES, writePrices, type ModelPrice, type RateName } from '../../../domain/gateway/prices';

interface TierDto {
  min_tokens: number;
  price: string;
  condition?: string;
}

export interface VideoPricesDto {
  resolutions: {
    resolution: string;
    duration_unit_price: string;
    durations: { seconds: number; price: string }[];
  }[];
}

type PricesDto = Record<`${RateName}_price`, string | null> & Record<`${RateName}_price_tiers`, TierDto[]>;

/** Every price that a model can have; null where it has none, and no tiers. */
export function pricesDto({ rates }: ModelPrice): PricesDto {
  const entries = RATE_NAMES.flatMap((name): [string, string | null | TierDto[]][] => {
    const rate = rates[name];
    const tiers = rate?.tiers.map(({ minTokens, price, condition }): TierDto => ({
      min_tokens: minTokens,
      price: formatDecimal(price),
      ...(condition && { condition }),
    }));
    return [
      [`${name}_price`, rate ? formatDecimal(rate.price) : null],
      [`${name}_price_tiers`, tiers ?? []],
    ];
  });
  return Object.fromEntries(entries) as PricesDto;
}

/** What videos cost; null for a model that is not priced by them. */
export function videoPricesDto(price: ModelPrice): VideoPricesDto | null {
  return (writePrices(price)['video_billing_config'] as VideoPricesDto | undefined) ?? null;
}
