import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far clocks may be apart, and how long a pass is good, in seconds. */
const GOOD_FOR = 60;

/** Shows that who asks for `path` at `seconds` (Unix) has the key, without telling the key: `<seconds>.<proof>`. */
export function passFor(path: string, seconds: number, key: Buffer): string {
  return `${seconds}.${proofOf(path, seconds, key)}`;
}

/** Whether it was made with one of the keys, for this path, and lately. */
export function isPass(pass: string, path: string, seconds: number, keys: readonly Buffer[]): boolean {
  const [, at = '', proof = ''] = /^(\d{1,12})\.([\w-]{43})$/.exec(pass) ?? [];
  if (at === '' || Math.abs(Number(at) - seconds) > GOOD_FOR) return false;
  const given = Buffer.from(proof);
  return keys.some((key) => timingSafeEqual(Buffer.from(proofOf(path, Number(at), key)), given));
}

function proofOf(path: string, seconds: number, key: Buffer): string {
  return createHmac('sha256', key).update(`${seconds} ${path}`).digest('base64url');
}
