/** The languages that decks and captions are laid out for; anything else is set as English is. */
export type Language = 'zh' | 'en';

/** Chinese as soon as there is a Han character: Chinese texts quote Latin words, hardly ever the other way. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
}
