import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Receipt } from '../../../domain/sandboxes/driver';

/*
 * What the driver keeps of its sandboxes, in files that only it can read, so that the next process finds them:
 *
 *   <home>/sandboxes/<id>/        one sandbox: making.json, bwrap.json, sandbox.json, guest.sock, disk.img, log
 *   <home>/sandboxes/.users/<n>   which sandbox has the n-th user
 *   <home>/sandboxes/.ended/<id>  that it was destroyed: it is not made again, and its receipt
 */

/** Who makes a sandbox: written before anything of it runs. */
export interface Making {
  readonly since: string;
  readonly maker: ProcessIdentity;
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

export interface Ended {
  readonly at: string;
  /** Absent while it is being destroyed. */
  readonly receipt?: {
    readonly goneAt: string;
    readonly cpuSeconds?: number;
    readonly memoryPeakBytes?: number;
  };
}

export interface SandboxState {
  /** Names this installation where it shares a machine with others. */
  readonly installation: string;
  folderOf(id: string): string;
  /** @returns false when there is one already. */
  claim(id: string): Promise<boolean>;
  writeMaking(id: string, making: Making): Promise<void>;
  making(id: string): Promise<Making | undefined>;
  writeMade(id: string, made: Made): Promise<void>;
  made(id: string): Promise<Made | undefined>;
  /** What bubblewrap wrote about process 1, as soon as there was one. */
  started(id: string): Promise<{ readonly pid: number; readonly pidNamespace: number } | undefined>;
  writeEnded(id: string, ended: Ended): Promise<void>;
  ended(id: string): Promise<Ended | undefined>;
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
  const endedFolder = path.join(root, '.ended');
  await mkdir(root, PRIVATE_FOLDER);
  await Promise.all([users, endedFolder].map((folder) => mkdir(folder, PRIVATE_FOLDER)));

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
    claim: (id) =>
      mkdir(folderOf(id), 0o700).then(
        () => true,
        (error: unknown) => {
          if (codeOf(error) === 'EEXIST') return false;
          throw error;
        },
      ),
    writeMaking: (id, making) => writeJson(inFolder(id, 'making.json'), making),
    making: (id) => readJson<Making>(inFolder(id, 'making.json')),
    writeMade: (id, made) => writeJson(inFolder(id, 'sandbox.json'), made),
    made: (id) => readJson<Made>(inFolder(id, 'sandbox.json')),
    async started(id) {
      const said = await readJson<Record<string, number>>(inFolder(id, 'bwrap.json'));
      const pid = said?.['child-pid'];
      const pidNamespace = said?.['pid-namespace'];
      return pid === undefined || pidNamespace === undefined ? undefined : { pid, pidNamespace };
    },
    writeEnded: (id, ended) => writeJson(path.join(endedFolder, id), ended),
    ended: (id) => readJson<Ended>(path.join(endedFolder, id)),
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
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    async forgetEnded(before) {
      for (const id of await readdir(endedFolder)) {
        const file = path.join(endedFolder, id);
        const changed = (await stat(file).catch(absent(undefined)))?.mtime;
        if (changed !== undefined && changed < before) await rm(file, { force: true });
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
  const beside = `${file}.${process.pid}.part`;
  await writeFile(beside, JSON.stringify(value), { mode: 0o600 });
  await rename(beside, file);
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

async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
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

/** A receipt as it is kept, and back. */
export function keptReceipt({ goneAt, ...measured }: Receipt): NonNullable<Ended['receipt']> {
  return { goneAt: goneAt.toISOString(), ...measured };
}

export function receiptOf({ goneAt, ...measured }: NonNullable<Ended['receipt']>): Receipt {
  return { goneAt: new Date(goneAt), ...measured };
}
