import { invalidField, type Wording } from '../errors';

const FORM = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;
/** Without an offset a time is Beijing's. */
const BEIJING = '+08:00';
const FURTHEST_MS = 366 * 86_400_000;

/**
 * The time that a caller asks for: ISO 8601, in Beijing time (UTC+8) unless it has an offset. AppError VALIDATION on
 * `body.schedule_time` for what is no time, is over, or is more than a year away.
 */
export function parseScheduleTime(text: string, now: Date): Date {
  const [, day = '', time = '', offset = BEIJING] = FORM.exec(text) ?? [];
  const parsed = new Date(`${day}T${time}${offset}`);
  if (Number.isNaN(parsed.getTime()) || !isOnCalendar(day)) {
    throw refused({
      zh: '应为 ISO 8601 时间，例如 2026-01-23T10:00:00（UTC+8）',
      en: 'should be a time such as 2026-01-23T10:00:00 (UTC+8)',
    });
  }
  if (parsed <= now) throw refused({ zh: '发布时间已过', en: 'is over' });
  if (parsed.getTime() - now.getTime() > FURTHEST_MS) {
    throw refused({ zh: '发布时间应在一年以内', en: 'should be within a year' });
  }
  return parsed;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isOnCalendar(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function refused(message: Wording) {
  return invalidField('body.schedule_time', message);
}
