import { beijingClock } from '../../domain/beijing-time';

/** A time as the agent surface writes it: Beijing time with its offset, whole seconds. */
export function beijingTime(time: Date): string {
  return `${beijingClock(time)}+08:00`;
}
