import { randomFillSync } from 'node:crypto';

const RANDOM_BYTES = 10;
const pool = Buffer.alloc(RANDOM_BYTES * 512);
let used = pool.length;

/** A new UUID v7 (RFC 9562) as 32 hexadecimal digits: it starts with the time, so that ids come in order. */
export function newTransferId(at: Date): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, (used += RANDOM_BYTES));
  const variant = (8 | (parseInt(random[3] ?? '0', 16) & 3)).toString(16);
  return `${at.getTime().toString(16).padStart(12, '0')}7${random.slice(0, 3)}${variant}${random.slice(4, 19)}`;
}
