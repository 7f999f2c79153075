import { ALWAYS } from './budgets';

/** A span of time that a limit is for: the day, the ISO week or the month of UTC, or all time. */
export type Window = 'day' | 'week' | 'month' | 'life';

export const WINDOWS: readonly Window[] = ['day', 'week', 'month', 'life'];

const DAY_MS = 86_400_000;

/** When the window began that a moment is in. All windows are those of UTC, whoever asks: UTC has no summer time. */
export function windowStart(window: Window, at: Date): Date {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (window) {
    case 'day':
      return new Date(Date.UTC(year, month, day));
    case 'week':
      // ISO 8601: weeks begin on Monday, also the one that is in two years.
      return new Date(Date.UTC(year, month, day - ((at.getUTCDay() + 6) % 7)));
    case 'month':
      return new Date(Date.UTC(year, month));
    case 'life':
      return ALWAYS;
  }
}

/** When it ends, which is when the next one begins; null for all time. */
export function windowEnd(window: Window, at: Date): Date | null {
  const start = windowStart(window, at);
  switch (window) {
    case 'day':
      return new Date(start.getTime() + DAY_MS);
    case 'week':
      return new Date(start.getTime() + 7 * DAY_MS);
    case 'month':
      return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1));
    case 'life':
      return null;
  }
}
