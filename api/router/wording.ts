import { isAppError, type AppError, type Wording } from '../../domain/errors';
import type { Language } from './language';

/** A field that was refused, in the language of who asked. */
export interface RefusedField {
  readonly field: string;
  readonly message: string;
}

/** The fields that an error names; undefined for an error that is not about fields. */
export function refusedFields(error: AppError, language: Language): RefusedField[] | undefined {
  if (!isAppError(error, 'VALIDATION') && !isAppError(error, 'ALREADY_EXISTS')) return undefined;
  return error.details.errors.map(({ field, message }) => ({ field, message: inWords(message, language) }));
}

function inWords(message: Wording, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}
