import { CallFailure } from '../../exchange/failure';
import type { JsonObject } from '../protocol';

/** A mistake of the caller's. @param field as the caller would find it, such as `input[2].content`. */
export function invalid(message: string, field: string): CallFailure {
  return new CallFailure('invalid', message, { field });
}

/**
 * A member that may be left out, and `null` is as good as that.
 * @param where the path of the object that it is in, with a dot at its end; empty for the request itself.
 * @param kind what it has to be, for the sentence that says it is not.
 * @throws CallFailure when it is of another kind.
 */
export function optional<T>(
  object: JsonObject,
  name: string,
  read: (value: unknown) => T | undefined,
  kind: string,
  where = '',
): T | undefined {
  const value = object[name];
  if (value === undefined || value === null) return undefined;
  const found = read(value);
  if (found === undefined) throw invalid(`${where}${name} must be ${kind}.`, `${where}${name}`);
  return found;
}

/** As `optional`, and it has to be there. */
export function required<T>(
  object: JsonObject,
  name: string,
  read: (value: unknown) => T | undefined,
  kind: string,
  where = '',
): T {
  const found = optional(object, name, read, kind, where);
  if (found === undefined)
    throw invalid(`${where}${name} is missing: it must be ${kind}.`, `${where}${name}`);
  return found;
}

/** The members that have a value: for optional fields, which are absent rather than undefined. */
export function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Whether a field says nothing: absent, null, or an empty list or object. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
