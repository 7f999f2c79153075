import { invalidField } from '../../../domain/errors';

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A `+` that was not escaped comes as a space. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+\- ]\d{2}:\d{2})?$/i;

/**
 * Reads a moment of a query: `2026-01-31`, RFC 3339, or a date and time without a zone, which is UTC's. As the end of a
 * span a day is meant to its own end. AppError VALIDATION names the parameter.
 */
export function momentOf(parameter: string, text: string, side: 'start' | 'end'): Date {
  if (DAY.test(text)) {
    const day = read(`${text}T00:00:00Z`, text);
    if (day) return side === 'end' ? new Date(day.getTime() + DAY_MS) : day;
  }
  const [, day, time, zone = 'Z'] = MOMENT.exec(text) ?? [];
  const moment = day && time && read(`${day}T${time}${zone.replace(' ', '+')}`, day);
  if (moment) return moment;
  throw invalidField(`query.${parameter}`, {
    zh: '应为 YYYY-MM-DD 或 RFC 3339 时间',
    en: 'must be YYYY-MM-DD or a time of RFC 3339',
  });
}

/** Undefined for what is no time, or on a day that no month has. */
function read(text: string, day: string): Date | undefined {
  const isDay = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(isDay.getTime()) || !isDay.toISOString().startsWith(day)) return undefined;
  const time = new Date(text.toUpperCase());
  return Number.isNaN(time.getTime()) || time.getTime() < 0 ? undefined : time;
}
