/** A number of 0 or more with up to 10 decimals, in units of 10⁻¹⁰: a price for a million tokens, a multiplier. */
export type Decimal = bigint;

const DECIMALS = 10;

/** 1. */
export const ONE: Decimal = 10n ** BigInt(DECIMALS);

/** What a column DECIMAL(20,10) holds, with room to spare. */
const LARGEST: Decimal = 10n ** 9n * ONE;

const PLAIN = /^(\d{1,10})(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * Reads a decimal exactly: `decimal('0.15')`, `decimal(3)`. Throws RangeError for what is none, has more than 10
 * decimals, or exceeds a billion.
 */
export function decimal(value: number | string): Decimal {
  const [match, whole, fraction = '', exponent = '0'] = PLAIN.exec(String(value).trim()) ?? [];
  if (match === undefined || whole === undefined) throw new RangeError(`${value} is no decimal number`);
  const digits = BigInt(whole + fraction);
  const scale = DECIMALS - fraction.length + Number(exponent);
  const divisor = 10n ** BigInt(Math.max(0, -scale));
  if (digits % divisor !== 0n) throw new RangeError(`${value} has more than ${DECIMALS} decimals`);
  const units = (digits / divisor) * 10n ** BigInt(Math.max(0, scale));
  if (units > LARGEST) throw new RangeError(`${value} is more than a billion`);
  return units;
}

/** Writes a decimal without trailing zeros: `0.15`, `3`. */
export function formatDecimal(units: Decimal): string {
  return formatScaled(units, DECIMALS);
}

/** Writes what is counted in units of 10^-`decimals`, without trailing zeros. */
export function formatScaled(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return digits.slice(0, -decimals) + (fraction && `.${fraction}`);
}
