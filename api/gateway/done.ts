import type { Language } from '../router/language';

/** The answer of an operation that has nothing to show but that it was done. */
export function done(language: Language, zh: string, en: string): { readonly message: string } {
  return { message: language === 'zh' ? zh : en };
}
