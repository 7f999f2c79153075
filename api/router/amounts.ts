import type { Credits } from '../../domain/credits';
import { invalidField } from '../../domain/errors';
import { creditsField } from '../../domain/fields';

/** An amount of a body in credits. AppError VALIDATION for one of more than 8 decimals. */
export function creditsOf(field: string, value: string | number): Credits {
  return creditsField(`body.${field}`, value);
}

const EARLIEST = Date.UTC(1970, 0, 1);

/** A time of a body. AppError VALIDATION: a leap second is a time for the document, and for no clock of ours. */
export function momentOf(field: string, text: string): Date {
  const time = new Date(text);
  if (time.getTime() >= EARLIEST) return time;
  throw invalidField(`body.${field}`, { zh: '不是有效的时间', en: 'is no time that can be kept' });
}
