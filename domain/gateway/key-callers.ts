import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { isDatabaseOutage } from '../db/faults';
import { list, sql, time, whole } from '../db/statement';
import { AppError } from '../errors';
import { secretTokenHash } from '../secret-token';
import { SECRET } from './api-keys';
import type { KeyCaller } from './key-caller';
import { lookUpKeys, type FoundKey } from './key-lookup';

export interface KeyCallers {
  /**
   * Who calls with this secret, as it was a second ago at most: what an owner or an operator changes is in force
   * everywhere within that. A key that is in use costs no read on its requests. AppError KEY_INVALID for a secret
   * that is unknown, was replaced, switched off or removed; KEY_EXPIRED for one whose time is over; ACCOUNT_DISABLED
   * for one that is right and whose owner is shut out; UNAVAILABLE while the database is away.
   */
  authenticate(secret: string): Promise<KeyCaller>;
  /** Writes down what is still to be, and reads no more by itself. */
  close(): Promise<void>;
}

/** How often the keys in use are read again: one statement for all of them. */
const READ_AGAIN_MS = 500;
const OLDEST_MS = 1000;
/** A key that nobody has used for so long is read when it is used again. */
const IN_USE_MS = 10_000;
/** Most keys a process remembers: known ones, and secrets that are none. */
const MOST_KNOWN = 50_000;
const MOST_UNKNOWN = 10_000;
const KEYS_PER_READ = 500;
/** How old `last_used_at` may be before it is written again. */
const NOTED_EVERY_MS = 60_000;

/** What is known of a secret. */
interface Known {
  readonly found: FoundKey | undefined;
  /** Before it was read. */
  readonly at: number;
  usedAt: number;
}

export function createKeyCallers({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): KeyCallers {
  const cache = new Map<string, Known>();
  const unknown = new Map<string, number>();
  /** Keys that are being read because somebody waits, and those of them whose read has not begun. */
  const awaited = new Map<string, Promise<Known>>();
  let next: { readonly hashes: Set<string>; readonly known: Promise<Map<string, Known>> } | undefined;
  /** When the use of a key was last noted, by its id; and those whose use is to be noted. */
  const noted = new Map<number, number>();
  const toNote = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let tick: Promise<void> | undefined;
  const now = () => clock.now().getTime();

  function remember(hash: string, known: Known): void {
    cache.delete(hash);
    unknown.delete(hash);
    if (known.found) {
      forgetOldest(cache, MOST_KNOWN);
      cache.set(hash, known);
    } else {
      forgetOldest(unknown, MOST_UNKNOWN);
      unknown.set(hash, known.at);
    }
  }

  /** Reads keys; those that are used by then keep the time of their use. */
  async function read(hashes: readonly string[]): Promise<Map<string, Known>> {
    const at = now();
    const found = await lookUpKeys(db, clock, hashes);
    return new Map(
      hashes.map((hash) => {
        const known: Known = { found: found.get(hash), at, usedAt: cache.get(hash)?.usedAt ?? at };
        remember(hash, known);
        return [hash, known];
      }),
    );
  }

  /** Reads a key together with those that others ask for in the same turn; once, however many wait for it. */
  function readSoon(hash: string): Promise<Known> {
    const already = awaited.get(hash);
    if (already) return already;
    next ??= nextRead();
    next.hashes.add(hash);
    const known = next.known
      .then((all) => all.get(hash) as Known)
      .finally(() => {
        awaited.delete(hash);
      });
    awaited.set(hash, known);
    return known;
  }

  function nextRead() {
    const hashes = new Set<string>();
    const known = new Promise(setImmediate)
      .then(async () => {
        next = undefined;
        const parts = await Promise.all(chunks([...hashes]).map(read));
        return new Map(parts.flatMap((part) => [...part]));
      })
      .catch((error: unknown) => {
        throw isDatabaseOutage(error) ? new AppError('UNAVAILABLE', undefined, { cause: error }) : error;
      });
    return { hashes, known };
  }

  /** What is known of a secret if it is young enough to go by. */
  function youngEnough(hash: string): Known | undefined {
    const known = cache.get(hash);
    const at = known?.at ?? unknown.get(hash);
    if (at === undefined || now() - at >= OLDEST_MS || now() < at) return undefined;
    return known ?? { found: undefined, at, usedAt: at };
  }

  /** Twice a second while keys are in use: reads them again, and notes that they were used. */
  async function keepUp(): Promise<void> {
    const since = now() - IN_USE_MS;
    const inUse: string[] = [];
    for (const [hash, { usedAt }] of cache) {
      if (usedAt >= since) inUse.push(hash);
      else cache.delete(hash);
    }
    try {
      for (const hashes of chunks(inUse)) await read(hashes);
      await note();
    } catch {
      // Whoever calls with a key that is too old by then meets the error.
    }
    if (inUse.length === 0 && toNote.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }

  async function note(): Promise<void> {
    const ids = [...toNote];
    if (ids.length === 0) return;
    const at = clock.now();
    await db.query(
      sql`UPDATE gateway_api_keys SET last_used_at = ${time(at)} WHERE id IN (${list(ids.map(whole))})`,
    );
    for (const id of ids) {
      toNote.delete(id);
      forgetOldest(noted, MOST_KNOWN);
      noted.set(id, at.getTime());
    }
  }

  function use(known: Known, { caller: { keyId }, lastUsedAt }: FoundKey): void {
    known.usedAt = now();
    const last = Math.max(noted.get(keyId) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (known.usedAt - last >= NOTED_EVERY_MS) toNote.add(keyId);
    timer ??= setInterval(() => {
      tick ??= keepUp().finally(() => {
        tick = undefined;
      });
    }, READ_AGAIN_MS).unref();
  }

  return {
    async authenticate(secret) {
      if (!SECRET.test(secret)) throw new AppError('KEY_INVALID');
      const hash = secretTokenHash(secret).toString('hex');
      const known = youngEnough(hash) ?? (await readSoon(hash));
      const { found } = known;
      const time = now();
      if (!found?.enabled || (found.until && found.until.getTime() <= time))
        throw new AppError('KEY_INVALID');
      if (found.expiresAt && found.expiresAt.getTime() <= time) throw new AppError('KEY_EXPIRED');
      if (found.ownerDisabled) throw new AppError('ACCOUNT_DISABLED');
      use(known, found);
      return found.caller;
    },

    async close() {
      clearInterval(timer);
      timer = undefined;
      await tick;
      await note();
    },
  };
}

function forgetOldest(map: Map<unknown, unknown>, most: number): void {
  if (map.size < most) return;
  const [oldest] = map.keys();
  map.delete(oldest);
}

function chunks(hashes: readonly string[]): string[][] {
  const count = Math.ceil(hashes.length / KEYS_PER_READ);
  return Array.from({ length: count }, (_, n) => hashes.slice(n * KEYS_PER_READ, (n + 1) * KEYS_PER_READ));
}
