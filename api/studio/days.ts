import { invalidField } from '../../domain/errors';
import { fromBeijingClock } from '../../domain/beijing-time';

/** Days in Beijing, `2026-01-22`, of which the last one belongs to the range. */
export interface DayQuery {
  readonly start_date?: string;
  readonly end_date?: string;
}

const DAY_MS = 86_400_000;

/**
 * The time from the beginning of the first day to the end of the last one. AppError VALIDATION for a day that no
 * calendar has, and for an end that is before the start.
 */
export function dayRange(query: Required<DayQuery>): { from: Date; before: Date };
export function dayRange(query: DayQuery | undefined): { from: Date | undefined; before: Date | undefined };
export function dayRange(query: DayQuery | undefined): { from: Date | undefined; before: Date | undefined } {
  const from = dayOf('query.start_date', query?.start_date);
  const last = dayOf('query.end_date', query?.end_date);
  if (from && last && last < from) {
    throw invalidField('query.end_date', {
      zh: '不能早于 start_date',
      en: 'must not be before start_date',
    });
  }
  return { from, before: last && new Date(last.getTime() + DAY_MS) };
}

function dayOf(field: string, day: string | undefined): Date | undefined {
  if (day === undefined) return undefined;
  const time = fromBeijingClock(`${day}T00:00:00`);
  if (time) return time;
  throw invalidField(field, { zh: '不是有效的日期', en: 'is no day that there is' });
}
