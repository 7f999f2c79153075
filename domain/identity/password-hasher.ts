import { availableParallelism } from 'node:os';
import { hash, verify, type Algorithm, type Options } from '@node-rs/argon2';
import { bounded } from '../bounded';
import { AppError } from '../errors';

/**
 * One-way hashes of passwords. Each costs tens of milliseconds of a core, by design; AppError UNAVAILABLE, at once,
 * when too many wait already.
 */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

// The enum is declared `const`, so that its value cannot be imported into separately compiled modules.
const ARGON2ID: Algorithm = 2;

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST: Options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One of libuv's four threads stays free: files and look-ups of names need them too. */
const MOST_AT_ONCE = 3;

/** A second or so of work; who would wait longer had better come again. */
const WAITING = 50;

/** `cost` is for tests, which hash often and guard nothing. More hashes at once than `cores` would end no sooner. */
export function argon2Hasher(
  cost: Pick<Options, 'memoryCost' | 'timeCost'> = {},
  cores: number = availableParallelism(),
): PasswordHasher {
  const inTurn = bounded({
    atOnce: Math.min(Math.max(cores, 1), MOST_AT_ONCE),
    waiting: WAITING,
    full: () => new AppError('UNAVAILABLE', undefined, { note: `${WAITING} passwords wait to be hashed` }),
  });
  return {
    hash: (password) => inTurn(() => hash(password, { ...COST, ...cost })),
    verify: (stored, password) => inTurn(() => verify(stored, password)),
  };
}
