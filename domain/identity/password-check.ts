import { randomUUID } from 'node:crypto';
import type { PasswordHasher } from './password-hasher';

/** Whether a password is the one whose hash is stored; false, after the same work, where none is. */
export type PasswordCheck = (stored: string | null | undefined, password: string) => Promise<boolean>;

export function createPasswordCheck(hasher: PasswordHasher): PasswordCheck {
  // What a password is compared with where there is none, so that it costs what another does.
  let nobody: Promise<string> | undefined;
  return async (stored, password) => {
    nobody ??= hasher.hash(randomUUID());
    const right = await hasher.verify(stored ?? (await nobody), password);
    return right && typeof stored === 'string';
  };
}
