import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody can guess, to be handed out: 256 bits in 43 characters of base64url. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of one (SHA-256, 32 bytes): who reads it cannot bring the token. */
export function secretTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
