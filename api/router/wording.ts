import { isAppError, type AppError, type Wording } from '../../domain/errors';
import type { Language } from './language';

/** A field that was refused, in the language of who asked. */
export interface RefusedField {
  readonly field: string;
  readonly message: string;
}

const ABOUT_FIELDS = [
  'VALIDATION',
  'ALREADY_EXISTS',
  'PLATFORM_NOT_BOUND',
  'CONTENT_REFUSED',
  'COUPON_INVALID',
] as const;

/** The fields that an error names; undefined for an error that is not about fields. */
export function refusedFields(error: AppError, language: Language): RefusedField[] | undefined {
  if (!isAboutFields(error)) return undefined;
  return error.details.errors.map(({ field, message }) => ({ field, message: inWords(message, language) }));
}

function isAboutFields(error: AppError): error is AppError<(typeof ABOUT_FIELDS)[number]> {
  return ABOUT_FIELDS.some((code) => isAppError(error, code));
}

function inWords(message: Wording, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}
