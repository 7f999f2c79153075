import { invalidField, type AppError } from './errors';

/**
 * Characters that are not seen, or turn the text around them: two names with and without them look the same, and a
 * line break makes a name into text of one's own in a mail.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** They join and choose emoji. */
const OF_EMOJI = /[\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/gu;

/** Whether every character of a name can be seen. `strict` takes no emoji that are joined of several. */
export function isVisible(text: string, { strict = false } = {}): boolean {
  return !UNSEEN.test(strict ? text : text.replace(OF_EMOJI, ''));
}

/** AppError VALIDATION when the text of a field has characters that cannot be seen. */
export function expectVisible(field: string, text: string | null | undefined): void {
  if (typeof text === 'string' && !isVisible(text)) throw unseen(field);
}

function unseen(field: string): AppError {
  return invalidField(field, {
    zh: '含有不可见字符',
    en: 'should not have characters that cannot be seen',
  });
}
