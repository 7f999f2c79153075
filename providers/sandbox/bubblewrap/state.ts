import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Receipt } from '../../../domain/sandboxes/driver';

/*
 * What the driver keeps of its sandboxes, in files that only it can read, so that the next process finds them:
 *
 *   <home>/sandboxes/<id>/        one sandbox: making.json, bwrap.json, sandbox.json, guest.sock, disk.img, log
 *   <home>/sandboxes/.users/<n>   which sandbox has the n-th user
 *   <home>/sandboxes/.ended/<id>  that it was destroyed, or is being so: it is not made again
 *   <home>/sandboxes/.receipts/<id>
 */

/** Who makes a sandbox: written before anything of it runs. */
export interface Making {
  readonly since: string;
  readonly maker: ProcessIdentity;
  /** Names the driver in that process. */
  readonly driver: string;
  /** What becomes bubblewrap; absent until it was started. */
  readonly launcher?: ProcessIdentity;
  /** Absent where sandboxes have no user of their own. */
  readonly slot?: number;
}

/** A process, also when its pid is used again: `startTime` in clock ticks since the machine started. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** A sandbox that was made: process 1 of it, and the inode of its pid namespace. */
export interface Made {
  readonly since: string;
  readonly init: ProcessIdentity;
  readonly pidNamespace: number;
}

interface KeptReceipt extends Omit<Receipt, 'goneAt'> {
  readonly goneAt: string;
}

/** Process 1 of a sandbox, as bubblewrap tells it. */
export interface Started {
  readonly pid: number;
  readonly pidNamespace: number;
}

export function startedOf(said: unknown): Started | undefined {
  const fields = said as Readonly<Record<string, unknown>> | undefined;
  const pid = fields?.['child-pid'];
  const pidNamespace = fields?.['pid-namespace'];
  return typeof pid === 'number' && typeof pidNamespace === 'number' ? { pid, pidNamespace } : undefined;
}

export interface SandboxState {
  /** Names this installation where it shares a machine with others. */
  readonly installation: string;
  folderOf(id: string): string;
  /** Makes the folder of a sandbox that is going to be made. Answers false when there is one already. */
  claim(id: string, making: Making): Promise<boolean>;
  writeMaking(id: string, making: Making): Promise<void>;
  making(id: string): Promise<Making | undefined>;
  writeMade(id: string, made: Made): Promise<void>;
  made(id: string): Promise<Made | undefined>;
  /** What bubblewrap wrote about process 1, as soon as there was one. */
  started(id: string): Promise<Started | undefined>;
  /** From now on it is not made again. */
  markEnded(id: string): Promise<void>;
  isEnded(id: string): Promise<boolean>;
  /** Keeps the first receipt of several that end it at once, and answers that. */
  keepReceipt(id: string, receipt: Receipt): Promise<Receipt>;
  receipt(id: string): Promise<Receipt | undefined>;
  list(): Promise<{ id: string; since: Date }[]>;
  exists(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Forgets what ended before a time. */
  forgetEnded(before: Date): Promise<void>;
  /** Takes a free user for a sandbox; undefined when there is none. */
  takeUser(id: string, count: number): Promise<number | undefined>;
  freeUser(slot: number): Promise<void>;
}

const PRIVATE_FOLDER = { recursive: true, mode: 0o700 } as const;

export async function openSandboxState(home: string): Promise<SandboxState> {
  const root = path.join(home, 'sandboxes');
  const users = path.join(root, '.users');
  const ended = path.join(root, '.ended');
  const receipts = path.join(root, '.receipts');
  const claims = path.join(root, '.claims');
  await mkdir(root, PRIVATE_FOLDER);
  await Promise.all([users, ended, receipts, claims].map((folder) => mkdir(folder, PRIVATE_FOLDER)));

  const folderOf = (id: string) => path.join(root, id);
  const inFolder = (id: string, name: string) => path.join(root, id, name);
  const exists = (id: string) => stat(folderOf(id)).then(() => true, absent(false));

  return {
    installation: `taskloom-${createHash('sha256')
      .update(await realpath(root))
      .digest('hex')
      .slice(0, 12)}`,
    folderOf,
    exists,
    async claim(id, making) {
      // Made beside and renamed, so that whoever finds it knows who makes it.
      const beside = path.join(claims, randomUUID());
      await mkdir(beside, 0o700);
      await writeJson(path.join(beside, 'making.json'), making);
      try {
        await rename(beside, folderOf(id));
        return true;
      } catch (error) {
        await rm(beside, { recursive: true, force: true });
        if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST') return false;
        throw error;
      }
    },
    writeMaking: (id, making) => writeJson(inFolder(id, 'making.json'), making),
    making: (id) => readJson<Making>(inFolder(id, 'making.json')),
    writeMade: (id, made) => writeJson(inFolder(id, 'sandbox.json'), made),
    made: (id) => readJson<Made>(inFolder(id, 'sandbox.json')),
    started: async (id) => startedOf(await readJson(inFolder(id, 'bwrap.json'))),
    async markEnded(id) {
      await writeNew(path.join(ended, id), '');
    },
    isEnded: (id) => stat(path.join(ended, id)).then(() => true, absent(false)),
    async keepReceipt(id, { goneAt, ...measured }) {
      const kept: KeptReceipt = { goneAt: goneAt.toISOString(), ...measured };
      await writeNew(path.join(receipts, id), JSON.stringify(kept));
      return (await readReceipt(path.join(receipts, id))) ?? { goneAt, ...measured };
    },
    receipt: (id) => readReceipt(path.join(receipts, id)),
    async list() {
      const ids = (await readdir(root)).filter((name) => !name.startsWith('.'));
      const found = await Promise.all(
        ids.map(async (id) => ({
          id,
          since: (await stat(folderOf(id)).catch(absent(undefined)))?.birthtime,
        })),
      );
      return found.flatMap(({ id, since }) => (since === undefined ? [] : [{ id, since }]));
    },
    // Two may remove it at once, and find it not empty for a moment.
    remove: (id) => rm(folderOf(id), { recursive: true, force: true, maxRetries: 20, retryDelay: 2 }),
    async forgetEnded(before) {
      for (const folder of [ended, receipts, claims]) {
        for (const id of await readdir(folder)) {
          const file = path.join(folder, id);
          const changed = (await stat(file).catch(absent(undefined)))?.mtime;
          if (changed !== undefined && changed < before) await rm(file, { recursive: true, force: true });
        }
      }
    },
    async takeUser(id, count) {
      for (const again of [false, true]) {
        const taken = new Set(await readdir(users));
        for (let slot = 0; slot < count; slot++) {
          if (!taken.has(String(slot)) && (await writeNew(path.join(users, String(slot)), id))) return slot;
        }
        // What was left by who was killed between taking a user and noting it.
        if (!again) await freeStale(users, exists);
      }
      return undefined;
    },
    freeUser: (slot) => rm(path.join(users, String(slot)), { force: true }),
  };
}

async function freeStale(users: string, exists: (id: string) => Promise<boolean>): Promise<void> {
  for (const slot of await readdir(users)) {
    const file = path.join(users, slot);
    const id = await readFile(file, 'utf8').catch(absent(undefined));
    if (id && !(await exists(id))) await rm(file, { force: true });
  }
}

/** Written beside and renamed: a reader finds it whole or not at all. */
async function writeJson(file: string, value: unknown): Promise<void> {
  const beside = besideOf(file);
  await writeFile(beside, JSON.stringify(value), { mode: 0o600 });
  await rename(beside, file);
}

/** The same, for the first who writes it; answers false when there is one. */
async function writeNew(file: string, text: string): Promise<boolean> {
  const beside = besideOf(file);
  await writeFile(beside, text, { mode: 0o600 });
  try {
    await link(beside, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

const besideOf = (file: string) => path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);

async function readReceipt(file: string): Promise<Receipt | undefined> {
  const kept = await readJson<KeptReceipt>(file);
  return kept && { ...kept, goneAt: new Date(kept.goneAt) };
}

/** Undefined where there is none, or bubblewrap has not finished writing it. */
async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    return absent(undefined)(error);
  }
}

/** For what is allowed not to be there. */
export function absent<T>(fallback: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return fallback;
    throw error;
  };
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
