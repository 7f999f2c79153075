import { CallFailure } from '../../exchange/failure';

/** A mistake of the caller's. @param field as the caller would find it, such as `input[2].content`. */
export function invalid(message: string, field: string): CallFailure {
  return new CallFailure('invalid', message, { field });
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
