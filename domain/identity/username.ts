import { randomInt } from 'node:crypto';
import { invalidField } from '../errors';
import { isVisible } from '../visible-text';

const SUFFIX_LENGTH = 8;
/** Lower case only: names are unique whatever their case. Without vowels, so that it spells nothing. */
const SUFFIX_ALPHABET = '23456789bcdfghjkmnpqrstvwxz';
const STEM_LENGTH = 30;

/** A name for who chose none: what stands before the @ of the address if there is one, and a random end. */
export function madeUsername(email: string | null): string {
  const stem = (email?.split('@')[0] ?? '').replace(/[^A-Za-z0-9]+/g, '_').slice(0, STEM_LENGTH);
  const suffix = Array.from(
    { length: SUFFIX_LENGTH },
    () => SUFFIX_ALPHABET[randomInt(SUFFIX_ALPHABET.length)],
  );
  return `${/[A-Za-z0-9]/.test(stem) ? stem : 'user'}_${suffix.join('')}`;
}

/**
 * AppError VALIDATION for a name that nobody may choose on any surface: one with an @, which signing in would take
 * for an address, and one with spaces at its ends or characters that cannot be seen, which looks like another's.
 */
export function checkUsername(username: string): void {
  if (username !== '' && !/@|^\s|\s$/u.test(username) && isVisible(username, { strict: true })) return;
  throw invalidField('body.username', {
    zh: '用户名含有不允许的字符',
    en: 'The user name has characters that it may not have',
  });
}
