import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ProcessIdentity } from './state-folder';

/* What /proc tells of the processes of this machine. All of it may be gone while it is read. */

/** The process that has this pid now; undefined when there is none, or it only waits to be buried. */
export function identify(pid: number): ProcessIdentity | undefined {
  const fields = statOf(pid);
  return fields === undefined || fields.state === 'Z' || fields.state === 'X'
    ? undefined
    : { pid, startTime: fields.startTime };
}

export function isAlive(process: ProcessIdentity | undefined): boolean {
  return process !== undefined && identify(process.pid)?.startTime === process.startTime;
}

/** The inode of the pid namespace that a process is in; undefined for one that only waits to be buried. */
export function pidNamespaceOf(pid: number): number | undefined {
  try {
    const inode = /\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[1];
    return inode === undefined || identify(pid) === undefined ? undefined : Number(inode);
  } catch {
    return undefined;
  }
}

function isInNamespace(pid: number, inode: number): boolean {
  try {
    // Cheaper than the above for the many that are elsewhere.
    return readlinkSync(`/proc/${pid}/ns/pid`) === `pid:[${inode}]` && identify(pid) !== undefined;
  } catch {
    return false;
  }
}

/** The pids of all that is in a pid namespace, whatever it has become. */
export function pidsInNamespace(inode: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) && pid > 0 && isInNamespace(pid, inode) ? [pid] : [];
  });
}

/** The pids of all that runs in a folder (its working directory), also when that was removed meanwhile. */
export function pidsIn(folder: string): number[] {
  const found = new Set([folder, `${folder} (deleted)`]);
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    return Number.isInteger(pid) && pid > 0 && found.has(workingFolderOf(pid)) ? [pid] : [];
  });
}

function workingFolderOf(pid: number): string {
  try {
    return identify(pid) === undefined ? '' : readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** What processes use: bytes resident, seconds of processor time with those of children that ended, threads. */
export function usageOf(pids: readonly number[]): {
  memoryBytes: number;
  cpuSeconds: number;
  processes: number;
} {
  const found = pids.flatMap((pid) => statOf(pid) ?? []);
  const sum = (of: (stat: Stat) => number) => found.reduce((total, stat) => total + of(stat), 0);
  return {
    memoryBytes: sum((stat) => stat.residentPages) * PAGE_BYTES,
    cpuSeconds: sum((stat) => stat.ticks) / TICKS_A_SECOND,
    processes: sum((stat) => stat.threads),
  };
}

/** The kernel tells user space in these units on every machine that runs Node. */
const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4096;

interface Stat {
  readonly state: string;
  readonly startTime: string;
  readonly ticks: number;
  readonly threads: number;
  readonly residentPages: number;
}

function statOf(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name is in brackets, and may hold anything; the fields after it begin with the third of proc(5).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const numberAt = (position: number) => Number(fields[position - 3]);
  return {
    state: fields[0] ?? '',
    startTime: fields[22 - 3] ?? '',
    ticks: numberAt(14) + numberAt(15) + numberAt(16) + numberAt(17),
    threads: numberAt(20),
    residentPages: numberAt(24),
  };
}

/** Sends SIGKILL; who is gone already is no error. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
