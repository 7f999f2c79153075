import { createHash } from 'node:crypto';

/** The work that a challenge asks for, under the names of the Cap protocol. */
export interface ProofOfWork {
  /** How many numbers to find. */
  readonly c: number;
  /** The length of each salt, in hex digits. */
  readonly s: number;
  /** How many hex digits of each hash are prescribed: a number is found after 16 to the power of this. */
  readonly d: number;
}

/**
 * Whether the numbers solve the challenge `token`, as Cap (capjs.js.org) has it: the SHA-256 of the i-th salt and the
 * i-th number begins, in hex, with the i-th target; salts and targets follow from the token.
 */
export function proves({ c, s, d }: ProofOfWork, token: string, solutions: readonly number[]): boolean {
  if (solutions.length !== c) return false;
  return solutions.every((solution, index) => {
    if (!Number.isSafeInteger(solution) || solution < 0) return false;
    const salt = hexDigits(`${token}${index + 1}`, s);
    const target = hexDigits(`${token}${index + 1}d`, d);
    return createHash('sha256').update(`${salt}${solution}`).digest('hex').startsWith(target);
  });
}

/** `length` hex digits that follow from `seed`: FNV-1a (32 bits), then xorshift 13, 17, 5, eight digits a step. */
function hexDigits(seed: string, length: number): string {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  let digits = '';
  while (digits.length < length) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    digits += (state >>> 0).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}
