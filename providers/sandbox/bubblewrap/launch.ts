import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { INFO_FD, READY_FD } from './command';
import { identify, killNow, pidNamespaceOf } from '../host/processes';
import { spawned, type Spawned } from '../host/spawned';
import type { ProcessIdentity } from '../host/state-folder';
import { startedOf, type Started } from './started';

/** A sandbox on its way. */
export interface Launch {
  readonly launcher: ProcessIdentity | undefined;
  /** Settles when the guest's socket takes connections; fails when the command ended before. */
  readonly listening: Promise<void>;
  /** Settles when the command has ended, which is never before the sandbox has. */
  readonly ended: Promise<void>;
  /** Kills the command and process 1, if there is one, also when the state folder is gone. Answers when it has ended. */
  kill(): Promise<void>;
  /** Lets go of what `kill` needs. */
  release(): Promise<void>;
  /** The last lines of what the command said. */
  said(): Promise<string>;
}

/** Starts a command in a sandbox's state folder, detached from this process: it goes on when this ends. */
export async function launch(folder: string, argv: readonly string[]): Promise<Launch> {
  const logFile = path.join(folder, 'log');
  // Who destroys it meanwhile may have removed the folder at any line.
  const info = await open(path.join(folder, 'bwrap.json'), 'w+', 0o600);
  let launched: Spawned;
  try {
    launched = await spawnIn(folder, argv, logFile, info);
  } catch (error) {
    await info.close();
    throw error;
  }
  const { child, ended } = launched;
  child.unref();
  const listening = untilListening(child, ended);
  // Who gives up before does not look at it.
  listening.catch(() => undefined);
  return {
    launcher: child.pid === undefined ? undefined : identify(child.pid),
    listening,
    ended,
    async kill() {
      child.kill('SIGKILL');
      // Its end is waited for, also by a process that waits for nothing else.
      child.ref();
      await ended;
      const started = await startedIn(info);
      if (started && pidNamespaceOf(started.pid) === started.pidNamespace) killNow(started.pid);
    },
    release: () => info.close(),
    said: async () => (await readFile(logFile, 'utf8').catch(() => '')).slice(-500),
  };
}

async function spawnIn(
  folder: string,
  argv: readonly string[],
  logFile: string,
  info: FileHandle,
): Promise<Spawned> {
  const log = await open(logFile, 'a', 0o600);
  try {
    const stdio: (number | 'ignore' | 'pipe')[] = ['ignore', log.fd, log.fd];
    stdio[INFO_FD] = info.fd;
    stdio[READY_FD] = 'pipe';
    const [program = '', ...args] = argv;
    return spawned(program, args, {
      cwd: folder,
      detached: true,
      stdio,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    });
  } finally {
    await log.close();
  }
}

async function startedIn(info: FileHandle): Promise<Started | undefined> {
  const buffer = Buffer.alloc(4096);
  const { bytesRead } = await info.read(buffer, 0, buffer.length, 0);
  try {
    return startedOf(JSON.parse(buffer.toString('utf8', 0, bytesRead)));
  } catch {
    return undefined;
  }
}

async function untilListening(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const ready = child.stdio[READY_FD];
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
  throw new Error('The command ended before the sandbox listened.');
}
