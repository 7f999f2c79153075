import { randomUUID } from 'node:crypto';
import type { PasswordHasher } from './password-hasher';

/** Whether a password is the one whose hash is stored; false, after the same work, where none is. */
export type PasswordCheck = (stored: string | null | undefined, password: string) => Promise<boolean>;

export function createPasswordCheck(hasher: PasswordHasher): PasswordCheck {
  // What a password is compared with where there is none, so that it costs what another does.
  let nobody: Promise<string> | undefined;
  const hashOfNobody = () =>
    (nobody ??= hasher.hash(randomUUID()).catch((error: unknown) => {
      nobody = undefined; // the hasher was busy: the next who asks tries again
      throw error;
    }));

  return async (stored, password) => {
    const other = await hashOfNobody(); // also where it is not needed: the first to ask waits alike
    const right = await hasher.verify(stored ?? other, password);
    return right && typeof stored === 'string';
  };
}
