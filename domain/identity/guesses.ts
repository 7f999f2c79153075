import { createHash } from 'node:crypto';
import type { User } from './user';

/**
 * Counts what is tried as somebody's password, over every surface, process and address. The limits of a surface
 * alone would not do: there are five of them for one password.
 */
export interface Guesses {
  /** Counts a try, before it is looked at. AppError RATE_LIMITED when there were too many. */
  count(account: string): Promise<void>;
  /** Takes back all that were counted: somebody knew the password. */
  forget(account: string): Promise<void>;
}

/**
 * The account that guesses at a name count for. A name that nobody has counts as well, and as one however it is
 * written: so being refused tells nothing.
 */
export function guessedAccount(meant: Pick<User, 'id'> | undefined, name: string): string {
  if (meant) return `user:${meant.id}`;
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
  return `name:${createHash('sha256').update(plain).digest('base64url')}`;
}
