import type { JsonObject } from './protocol';

/** Readers of JSON that others sent: each answers undefined for what is not of its kind, `null` among it. */

export function asObject(value: unknown): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

export function asList(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A string that says something: an empty one is as good as none. */
export function asWords(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** More than any model call could use: whatever is beyond it is a mistake of the upstream's. */
const LARGEST_COUNT = 2 ** 31;

/** A whole number from 0 to 2³¹, such as a count of tokens. */
export function asCount(value: unknown): number | undefined {
  const isCount = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_COUNT;
  return isCount ? (value as number) : undefined;
}

/** The objects of a list; what else is in it is left out. Empty where there is no list. */
export function objectsIn(value: unknown): JsonObject[] {
  return (asList(value) ?? []).map(asObject).filter((item) => item !== undefined);
}

/** What a JSON text says; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
