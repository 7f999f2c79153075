import { ERROR_CATALOGUE, type AppError } from '../../domain/errors';
import type { Language } from './language';
import { refusedFields } from './wording';

/** An error in one sentence, with the fields that were refused: for surfaces that have no other place for them. */
export function sentenceOf(error: AppError, language: Language): string {
  const sentence = ERROR_CATALOGUE[error.code][language];
  const problems = refusedFields(error, language)?.map(
    ({ field, message }) => `${field.replace(/^\w+\./, '')} ${message}`,
  );
  if (!problems) return sentence;
  return language === 'zh' ? `${sentence}：${problems.join('；')}` : `${sentence}: ${problems.join('; ')}`;
}
