import { ERROR_CATALOGUE, isAppError, type AppError, type Wording } from '../../domain/errors';
import type { Language } from './language';

/** An error in one sentence, with the fields that were refused: for surfaces that have no other place for them. */
export function sentenceOf(error: AppError, language: Language): string {
  const sentence = ERROR_CATALOGUE[error.code][language];
  if (!isAppError(error, 'VALIDATION') && !isAppError(error, 'ALREADY_EXISTS')) return sentence;
  const problems = error.details.errors.map(
    ({ field, message }) => `${field.replace(/^\w+\./, '')} ${inWords(message, language)}`,
  );
  return language === 'zh' ? `${sentence}：${problems.join('；')}` : `${sentence}: ${problems.join('; ')}`;
}

function inWords(message: Wording, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}
