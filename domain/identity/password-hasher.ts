import { hash, verify, type Algorithm, type Options } from '@node-rs/argon2';

/** One-way hashes of passwords. Each costs tens of milliseconds on a thread of its own, by design. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

// The enum is declared `const`, so that its value cannot be imported into separately compiled modules.
const ARGON2ID: Algorithm = 2;

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** `cost` is for tests, which hash often and guard nothing. */
export function argon2Hasher(cost: Pick<Options, 'memoryCost' | 'timeCost'> = {}): PasswordHasher {
  return {
    hash: (password) => hash(password, { ...COST, ...cost }),
    verify: (stored, password) => verify(stored, password),
  };
}
