import { randomInt } from 'node:crypto';

const LENGTH = 8;
/** Without the letters and digits that are taken for each other when read aloud. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A code to be passed on from person to person; almost certainly not in use. */
export function newReferralCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
