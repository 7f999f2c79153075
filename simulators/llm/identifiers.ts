import { createHash } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Random-looking ids that are the same for the same seed, so that a failing run can be looked at twice. */
export interface Identifiers {
  /** Letters and digits, at most 64; the same for the same name. */
  letters(name: string, length: number): string;
  hex(name: string, length: number): string;
}

export function createIdentifiers(seed: string): Identifiers {
  const bytes = (name: string): Buffer => createHash('sha512').update(`${seed}/${name}`).digest();
  return {
    letters: (name, length) =>
      Array.from(bytes(name).subarray(0, length), (byte) => LETTERS[byte % LETTERS.length]).join(''),
    hex: (name, length) => bytes(name).toString('hex').slice(0, length),
  };
}
