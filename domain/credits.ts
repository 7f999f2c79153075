/** An amount of credits, in units of 10⁻⁸ credit. Never a float: sums must come out even. */
export type Credits = bigint;

const CREDIT_DECIMALS = 8;

/** One credit. */
export const CREDIT: Credits = 100_000_000n;

const CREDITS_PER_YUAN = 10n;
const FEN_PER_YUAN = 100n;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;
const YUAN = /^\d+(?:\.\d{1,2})?$/;

/**
 * Reads a decimal number of credits exactly: `credits('12.5')`, `credits(10)`, `credits(1e-8)`.
 * Throws RangeError for what is no decimal number, or has more than 8 decimals.
 */
export function credits(value: number | string): Credits {
  const [match, sign, whole, fraction = '', exponent = '0'] = DECIMAL.exec(String(value)) ?? [];
  if (match === undefined || whole === undefined) throw new RangeError(`${value} is no number of credits`);
  const digits = BigInt(whole + fraction);
  const scale = CREDIT_DECIMALS - fraction.length + Number(exponent);
  const divisor = 10n ** BigInt(Math.max(0, -scale));
  if (digits % divisor !== 0n) throw new RangeError(`${value} has more than ${CREDIT_DECIMALS} decimals`);
  const units = (digits / divisor) * 10n ** BigInt(Math.max(0, scale));
  return sign === '-' ? -units : units;
}

/** Writes credits as a decimal without trailing zeros: `12.5`, `-0.00000001`, `0`. */
export function formatCredits(units: Credits): string {
  const digits = (units < 0n ? -units : units).toString().padStart(CREDIT_DECIMALS + 1, '0');
  const whole = digits.slice(0, -CREDIT_DECIMALS);
  const fraction = digits.slice(-CREDIT_DECIMALS).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/** Credits as the nearest JSON number, for answers only: it is exact up to about 90 million credits. */
export function creditsToNumber(units: Credits): number {
  return Number(formatCredits(units));
}

/** What `fen` buys: 10 credits to the yuan, so 0.1 credit to the fen. Throws RangeError unless it is a safe integer. */
export function fenToCredits(fen: number): Credits {
  return (BigInt(safeFen(fen)) * CREDITS_PER_YUAN * CREDIT) / FEN_PER_YUAN;
}

/** Writes fen as yuan with two decimals, as payment providers want it: `10.00`, `-0.05`. */
export function formatYuan(fen: number): string {
  const digits = String(Math.abs(safeFen(fen))).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * Reads yuan as fen: `parseYuan('10.5')` is 1050. Answers undefined for what is no plain decimal number
 * that is 0 or more, has more than 2 decimals, or exceeds the safe integers.
 */
export function parseYuan(value: number | string): number | undefined {
  const text = String(value);
  if (!YUAN.test(text)) return undefined;
  const [whole = '0', fraction = ''] = text.split('.');
  const fen = Number(whole + fraction.padEnd(2, '0'));
  return Number.isSafeInteger(fen) ? fen : undefined;
}

function safeFen(fen: number): number {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`${fen} is no whole number of fen`);
  return fen;
}
