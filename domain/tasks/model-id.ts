import { createHash } from 'node:crypto';

/** The id that the code surface has for a model: a uuid that follows from its name (RFC 9562, version 8). */
export function modelIdOf(name: string): string {
  const hex = createHash('sha256').update(`model:${name}`).digest('hex');
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(18, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
