import { ERROR_CATALOGUE } from '../../domain/error-catalogue';
import { figuresOf, type AppError } from '../../domain/errors';
import type { Language } from './language';
import { refusedFields } from './wording';

/** An error in one sentence, with the fields that were refused, or its figures: for surfaces that have no other place. */
export function sentenceOf(error: AppError, language: Language): string {
  const sentence = ERROR_CATALOGUE[error.code][language];
  const figures = figuresOf(error)?.[language];
  const problems = figures === undefined ? refusedFieldsOf(error, language) : [figures];
  if (!problems) return sentence;
  return language === 'zh' ? `${sentence}：${problems.join('；')}` : `${sentence}: ${problems.join('; ')}`;
}

function refusedFieldsOf(error: AppError, language: Language): string[] | undefined {
  return refusedFields(error, language)?.map(
    ({ field, message }) => `${field.replace(/^\w+\./, '')} ${message}`,
  );
}
