import { beijingClock } from '../beijing-time';

/** A time as the studio surface writes it: Beijing time (UTC+8), whole seconds, no offset. */
export function localTime(time: Date): string {
  return beijingClock(time);
}

export function localTimeOrNull(time: Date | null): string | null {
  return time && localTime(time);
}
