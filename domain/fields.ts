import { isIP } from 'node:net';
import { invalidField } from './errors';
import { expectVisible } from './visible-text';
import { credits, parseYuan, type Credits } from './credits';
import { decimal, formatDecimal } from './decimal';

/*
 * Checks of what operators and users write. Each answers the value as it is kept, and
 * throws AppError VALIDATION that names the field.
 */

/** 1 to `most` characters that can be seen, without spaces around them. */
export function nameField(field: string, value: string, most = 100): string {
  const name = value.trim();
  if (name === '' || [...name].length > most) {
    throw invalidField(field, { zh: `长度应为 1–${most} 个字符`, en: `must have 1 to ${most} characters` });
  }
  expectVisible(field, name);
  return name;
}

/** At most `most` characters, which may be none. */
export function textField(field: string, value: string, most: number): string {
  if ([...value].length > most) {
    throw invalidField(field, { zh: `最多 ${most} 个字符`, en: `must have at most ${most} characters` });
  }
  return value;
}

/**
 * Keys as upstreams are sent them in a header, with spaces or new lines between them: characters of ASCII that can be
 * seen. `most` characters in all.
 */
export function keysField(field: string, value: string, most: number): string {
  const keys = textField(field, value.trim(), most).split(/[ \t\r\n]+/);
  if (keys.every((key) => /^[\x21-\x7e]+$/.test(key))) return keys.join('\n');
  throw invalidField(field, {
    zh: '只能包含可见的 ASCII 字符',
    en: 'must hold visible characters of ASCII alone, for it is sent in a header',
  });
}

/** A whole number from `least` to `most`, which is what an unsigned column holds; null stays null. */
export function wholeField<T extends number | null>(
  field: string,
  value: T,
  least = 0,
  most = 4_294_967_295,
): T {
  if (value === null) return value;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw invalidField(field, {
    zh: `应为 ${least} 到 ${most} 的整数`,
    en: `must be a whole number from ${least} to ${most}`,
  });
}

/** Credits, of at most 8 decimals; they may be none, or fewer. */
export function creditsField(field: string, value: string | number): Credits {
  try {
    return credits(value);
  } catch {
    throw invalidField(field, {
      zh: '应为最多 8 位小数的数',
      en: 'must be a number with at most 8 decimals',
    });
  }
}

/** Yuan, of at most two decimals, as integer fen. */
export function yuanField(field: string, value: string | number): number {
  const fen = parseYuan(value);
  if (fen !== undefined) return fen;
  throw invalidField(field, { zh: '最多两位小数', en: 'should have at most two decimals' });
}

/** A multiplier as a decimal text. */
export function multiplierField(field: string, value: string | number): string {
  try {
    return formatDecimal(decimal(value));
  } catch {
    throw invalidField(field, {
      zh: '应为不小于 0、最多 10 位小数的数',
      en: 'must be a decimal number of 0 or more, with at most 10 decimals',
    });
  }
}

export function oneOfField<T extends string>(field: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (found) return found;
  throw invalidField(field, {
    zh: `应为 ${known.join('、')} 之一`,
    en: `must be one of ${known.join(', ')}`,
  });
}

/** What a list is asked for; null for everything. */
export function oneOrAny<T extends string>(
  field: string,
  value: string | undefined,
  known: readonly T[],
): T | null {
  return value === undefined ? null : oneOfField(field, value, known);
}

/** IP addresses and CIDR ranges, such as `203.0.113.7` and `2001:db8::/32`. */
export function addressesField(field: string, values: readonly string[]): string[] {
  return values.map((value, index) => {
    const text = value.trim();
    if (readRange(text)) return text;
    throw invalidField(`${field}[${index}]`, {
      zh: '应为 IP 地址或 CIDR 网段',
      en: 'must be an IP address or a CIDR range',
    });
  });
}

export interface AddressRange {
  readonly family: 'ipv4' | 'ipv6';
  readonly address: string;
  /** Undefined for a single address. */
  readonly bits?: number;
}

/** Reads an address or a range; undefined for what is neither. */
export function readRange(text: string): AddressRange | undefined {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return undefined;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (bits === undefined) return { family, address };
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return undefined;
  return { family, address, bits: Number(bits) };
}
