import type { Clock } from '../clock';
import { isDatabaseOutage } from '../db/faults';
import { AppError } from '../errors';

/** A value that others change, which is asked for often and read seldom. */
export interface Polled<T> {
  /**
   * The value as it was at most a second ago. Throws UNAVAILABLE when it is older and the database is away, and what
   * reading it throws.
   */
  get(): Promise<T>;
}

/** An answer is read again, behind the back of who asks, when it is this old. */
const READ_AGAIN_MS = 500;
/** An older one is not given out. */
const OLDEST_MS = 1000;

/** `read` gets the value before. One read serves all who wait; while nobody asks there is none. */
export function createPolled<T>(clock: Clock, read: (before: T | undefined) => Promise<T>): Polled<T> {
  let known: { readonly value: T; readonly at: number } | undefined;
  let reading: Promise<T> | undefined;

  function refresh(): Promise<T> {
    reading ??= (async () => {
      const at = clock.now().getTime();
      try {
        const value = await read(known?.value);
        known = { value, at };
        return value;
      } catch (error) {
        if (!isDatabaseOutage(error)) throw error;
        throw new AppError('UNAVAILABLE', undefined, { cause: error, note: 'the database is away' });
      } finally {
        reading = undefined;
      }
    })();
    return reading;
  }

  return {
    async get() {
      if (!known) return refresh();
      const age = clock.now().getTime() - known.at;
      if (age < 0 || age >= OLDEST_MS) return refresh();
      // Should this fail, whoever asks once the value is too old learns of it.
      if (age >= READ_AGAIN_MS) void refresh().catch(() => undefined);
      return known.value;
    },
  };
}
