import { invalidField } from '../../domain/errors';
import { beijingClock, fromBeijingClock } from '../../domain/beijing-time';

/** A time as the studio surface writes it: Beijing time (UTC+8), whole seconds, no offset. */
export function localTime(time: Date): string {
  return beijingClock(time);
}

export function localTimeOrNull(time: Date | null): string | null {
  return time && localTime(time);
}

/** The moment of such a time. AppError VALIDATION for one that no calendar has, such as the 30th of February. */
export function fromLocalTime(field: string, text: string): Date {
  const time = fromBeijingClock(text);
  if (time) return time;
  throw invalidField(field, { zh: '不是有效的时间', en: 'is no time that there is' });
}
