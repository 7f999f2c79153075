import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { forgetIn, openEndedSandboxes, type EndedSandboxes } from '../ended';
import { absent, besideOf, codeOf, writeNew } from '../files';

/*
 * What a driver keeps of its sandboxes, in files that only it can read, so that the next process finds them:
 *
 *   <home>/sandboxes/<id>/        one sandbox: making.json, sandbox.json, and what is the driver's own
 *   <home>/sandboxes/.users/<n>   which sandbox has the n-th user
 */

/** Who makes a sandbox: written before anything of it runs. */
export interface Making {
  readonly since: string;
  readonly maker: ProcessIdentity;
  /** Names the driver in that process. */
  readonly driver: string;
  /** What was started to make it; absent until it was. */
  readonly launcher?: ProcessIdentity;
  /** Absent where sandboxes have no user of their own. */
  readonly slot?: number;
}

/** A process, also when its pid is used again: `startTime` in clock ticks since the machine started. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/** A sandbox that was made. */
export interface Made {
  readonly since: string;
  /** The process that it lives and dies with. */
  readonly init: ProcessIdentity;
}

export interface StateFolder<M extends Made = Made> extends EndedSandboxes {
  /** Names this installation where it shares a machine with others. */
  readonly installation: string;
  folderOf(id: string): string;
  /** Makes the folder of a sandbox that is going to be made. Answers false when there is one already. */
  claim(id: string, making: Making): Promise<boolean>;
  writeMaking(id: string, making: Making): Promise<void>;
  making(id: string): Promise<Making | undefined>;
  writeMade(id: string, made: M): Promise<void>;
  made(id: string): Promise<M | undefined>;
  list(): Promise<{ id: string; since: Date }[]>;
  exists(id: string): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Takes a free user for a sandbox; undefined when there is none. */
  takeUser(id: string, count: number): Promise<number | undefined>;
  freeUser(slot: number): Promise<void>;
}

const PRIVATE_FOLDER = { recursive: true, mode: 0o700 } as const;

export async function openStateFolder<M extends Made>(home: string): Promise<StateFolder<M>> {
  const root = path.join(home, 'sandboxes');
  const users = path.join(root, '.users');
  const claims = path.join(root, '.claims');
  await mkdir(root, PRIVATE_FOLDER);
  await Promise.all([users, claims].map((folder) => mkdir(folder, PRIVATE_FOLDER)));

  const folderOf = (id: string) => path.join(root, id);
  const inFolder = (id: string, name: string) => path.join(root, id, name);
  const exists = (id: string) => stat(folderOf(id)).then(() => true, absent(false));

  const ended = await openEndedSandboxes(root);
  return {
    ...ended,
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
    made: (id) => readJson<M>(inFolder(id, 'sandbox.json')),
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
      await Promise.all([ended.forgetEnded(before), forgetIn(claims, before)]);
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

/** Undefined where there is none, or it is not whole. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    return absent(undefined)(error);
  }
}
