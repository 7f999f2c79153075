import type { Clock } from '../../../domain/clock';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** When the day of UTC began. */
export function beginningOfDay({ now }: Clock): Date {
  const time = now().getTime();
  return new Date(time - (time % DAY_MS));
}

export function minuteAgo({ now }: Clock): Date {
  return new Date(now().getTime() - MINUTE_MS);
}
