import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endStranger, isSameProcess, processIdentity } from './processes';

/** A process that a supervisor started, as it is written down: enough to find it again, and nobody else. */
interface ProcessRecord {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
  /** The identity of the supervisor that started it. */
  readonly owner: string;
  /** Higher stages end first. */
  readonly stage: number;
  readonly graceMs: number;
}

/** The running supervisor of an installation. */
export interface InstanceRecord {
  readonly pid: number;
  readonly identity: string;
  readonly url: string;
}

const SUPERVISOR = 'supervisor.json';

/**
 * The folder that says what is running (`.taskloom/run`). A supervisor that is killed cannot stop its
 * children; from here the reaper that it left, or the next start, finds them.
 */
export interface RunFolder {
  readonly folder: string;
  /** Takes the installation for this process; answers who has it when it is taken. */
  takeOver(url: string): InstanceRecord | undefined;
  giveBack(): void;
  add(process: { name: string; pid: number; stage: number; graceMs: number }): void;
  remove(name: string): void;
  /** Ends what supervisors that are gone have left (only those of `owner`, when one is given); answers their names. */
  endLeftovers(owner?: string): Promise<string[]>;
}

/** Where the platform of this home is reached while it runs. */
export function runningAt(home: string): string | undefined {
  const instance = read<InstanceRecord>(path.join(home, 'run', SUPERVISOR));
  return instance && isSameProcess(instance) ? instance.url : undefined;
}

export function openRunFolder(folder: string): RunFolder {
  mkdirSync(folder, { recursive: true });
  const owner = processIdentity(process.pid) ?? String(process.pid);
  const lock = path.join(folder, SUPERVISOR);
  const fileOf = (name: string) => path.join(folder, `${name}.process.json`);

  return {
    folder,

    takeOver(url) {
      const mine: InstanceRecord = { pid: process.pid, identity: owner, url };
      for (;;) {
        try {
          writeFileSync(lock, JSON.stringify(mine), { flag: 'wx' });
          return undefined;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
          const other = read<InstanceRecord>(lock);
          if (other && isSameProcess(other)) return other;
          rmSync(lock, { force: true });
        }
      }
    },

    giveBack() {
      if (read<InstanceRecord>(lock)?.identity === owner) rmSync(lock, { force: true });
    },

    add({ name, pid, stage, graceMs }) {
      const identity = processIdentity(pid);
      if (identity === undefined) return;
      const record: ProcessRecord = { name, pid, identity, owner, stage, graceMs };
      writeFileSync(`${fileOf(name)}.new`, JSON.stringify(record));
      renameSync(`${fileOf(name)}.new`, fileOf(name));
    },

    remove(name) {
      rmSync(fileOf(name), { force: true });
    },

    async endLeftovers(onlyOf) {
      const left = readdirSync(folder)
        .filter((file) => file.endsWith('.process.json'))
        .map((file) => ({
          file: path.join(folder, file),
          record: read<ProcessRecord>(path.join(folder, file)),
        }))
        .filter(
          ({ record }) => record?.owner !== owner && (onlyOf === undefined || record?.owner === onlyOf),
        );
      const alive = left.flatMap(({ record }) => (record && isSameProcess(record) ? [record] : []));
      const stages = [...new Set(alive.map(({ stage }) => stage))].sort((a, b) => b - a);
      for (const stage of stages) {
        const together = alive.filter((record) => record.stage === stage);
        await Promise.all(together.map((record) => endStranger(record, record.graceMs)));
      }
      for (const { file } of left) rmSync(file, { force: true });
      return alive.map(({ name }) => name);
    },
  };
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
