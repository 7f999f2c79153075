import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { identify } from '../host/processes';
import { spawned, type Spawned } from '../host/spawned';
import type { ProcessIdentity } from '../host/state-folder';
import { FD, FIRST_SOCKET_FD, MACHINE_SOCKETS, MONITOR_SOCKET } from './command';
import type { MachineFiles } from './disks';

/** A machine on its way. */
export interface Launch {
  readonly process: ProcessIdentity | undefined;
  /** Settles when its sockets take connections; fails when it ended before. */
  readonly listening: Promise<void>;
  readonly ended: Promise<void>;
  kill(): Promise<void>;
  /** The last lines of what it said. */
  said(): Promise<string>;
}

export interface LaunchPlan {
  readonly guest: string;
  readonly files: MachineFiles;
  /** An empty file system of the size that the disk is to have. */
  readonly template: string;
  /** What it was frozen to, or is going to be. */
  readonly ice: { readonly file: string; readonly flags: 'r' | 'r+' } | undefined;
  readonly monitor: boolean;
  /** Whether it ends with this process; else it outlives it. */
  readonly withParent: boolean;
  /** The user that it runs as, where that is not this process's own. */
  readonly uid: number | undefined;
  /** Further groups of that user. */
  readonly groups: readonly number[];
  readonly joinFiles: readonly string[];
  readonly diskBytes: number;
  readonly argv: readonly string[];
}

/** Starts a machine in a folder of its own, detached from this process: it goes on when this ends. */
export async function launchMachine(folder: string, plan: LaunchPlan): Promise<Launch> {
  const logFile = path.join(folder, 'log');
  const opened: FileHandle[] = [];
  const take = async (file: string, flags: string) => {
    const handle = await open(file, flags, 0o600);
    opened.push(handle);
    return handle.fd;
  };
  let started: Spawned;
  try {
    const { files, ice } = plan;
    const stdio: (number | 'ignore' | 'pipe')[] = ['ignore'];
    stdio[1] = stdio[2] = await take(logFile, 'a');
    stdio[FD.ready] = 'pipe';
    stdio[FD.kernel] = await take(files.kernel, 'r');
    stdio[FD.initramfs] = await take(files.initramfs, 'r');
    stdio[FD.image] = await take(files.image, 'r');
    stdio[FD.agents] = await take(files.agents ?? '/dev/null', 'r');
    stdio[FD.ice] = await take(ice?.file ?? '/dev/null', ice?.flags ?? 'r');
    started = spawned(plan.guest, ['assemble', JSON.stringify(assembly(plan))], {
      ...{ cwd: folder, detached: true, stdio },
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    });
  } finally {
    await Promise.all(opened.map((handle) => handle.close()));
  }
  const { child, ended } = started;
  child.unref();
  const listening = untilListening(child, ended);
  // Who gives up before does not look at it.
  listening.catch(() => undefined);
  return {
    process: child.pid === undefined ? undefined : identify(child.pid),
    listening,
    ended,
    async kill() {
      child.kill('SIGKILL');
      // Its end is waited for, also by a process that waits for nothing else.
      child.ref();
      await ended;
    },
    said: async () => (await readFile(logFile, 'utf8').catch(() => '')).slice(-500),
  };
}

/** What the guest program does before it becomes the machine. */
function assembly({
  template,
  monitor,
  withParent,
  uid = 0,
  groups,
  joinFiles,
  diskBytes,
  argv,
}: LaunchPlan) {
  return {
    ...{ join_files: joinFiles, template, disk: 'disk.img', disk_fd: FD.disk, owner: uid, groups },
    sockets: [...MACHINE_SOCKETS, ...(monitor ? [MONITOR_SOCKET] : [])],
    ...{ listen_fd: FIRST_SOCKET_FD, ready_fd: FD.ready },
    // Its log is bounded as its disk is.
    limits: { core: 0, ...(monitor ? {} : { fsize: diskBytes }) },
    parent: withParent ? process.pid : 0,
    argv,
  };
}

async function untilListening(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const ready = child.stdio[FD.ready];
  if (!ready) return ended.then(fail);
  try {
    const listens = once(ready, 'data');
    listens.catch(() => undefined);
    await Promise.race([listens, ended.then(fail)]);
  } finally {
    ready.destroy();
  }
}

function fail(): never {
  throw new Error('The machine ended before it listened.');
}
