import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { INFO_FD, READY_FD } from './command';
import { identify, killNow, pidNamespaceOf } from './host-processes';
import { startedOf, type ProcessIdentity, type Started } from './state';

/**
 * What root does before the sandbox's own command: it joins the groups, and in a mount namespace of its own, which ends
 * with the sandbox, it mounts the disk and everything that the sandbox's user must be able to reach. The disk is a file
 * system in a file, so its size is a bound that holds. It needs no journal and no barriers: after a crash of the machine
 * there is no sandbox to read it.
 *
 * Arguments: how many sources there are, the sources, and the command.
 */
export const AS_ROOT = `set -euf
for file in $JOIN_FILES; do echo $$ > "$file"; done
echo -900 2> /dev/null > /proc/self/oom_score_adj || :
mount -t tmpfs -o size=256k,mode=755,nosuid,nodev taskloom "$PLACE"
truncate -s "$DISK_BYTES" disk.img
mkfs.ext4 -q -F -m 0 -i 8192 -O ^has_journal,^resize_inode -E "root_owner=$OWNER:$OWNER" disk.img
mkdir "$PLACE/disk"
mount -o loop,nosuid,nodev,noatime,nobarrier,noinit_itable,discard disk.img "$PLACE/disk"
mkdir -m 755 "$PLACE/disk/workspace" "$PLACE/disk/home"
chown "$OWNER:$OWNER" "$PLACE/disk/workspace" "$PLACE/disk/home"
number=0
count=$1
shift
while [ "$number" -lt "$count" ]; do
  if [ -d "$1" ]; then mkdir "$PLACE/$number"; else : > "$PLACE/$number"; fi
  mount --rbind "$1" "$PLACE/$number"
  number=$((number + 1))
  shift
done
exec "$@"
`;

/** Where root mounts, in the sandbox's mount namespace alone. */
export const PLACE = '/mnt';

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
export async function launch(
  folder: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Launch> {
  const logFile = path.join(folder, 'log');
  const log = await open(logFile, 'a', 0o600);
  const info = await open(path.join(folder, 'bwrap.json'), 'w+', 0o600);
  let child: ChildProcess;
  try {
    const stdio: (number | 'ignore' | 'pipe')[] = ['ignore', log.fd, log.fd];
    stdio[INFO_FD] = info.fd;
    stdio[READY_FD] = 'pipe';
    const [program = '', ...args] = argv;
    child = spawn(program, args, {
      cwd: folder,
      detached: true,
      stdio,
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', ...env },
    });
  } catch (error) {
    await info.close();
    throw error;
  } finally {
    await log.close();
  }
  child.unref();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const listening = untilListening(child, ended);
  // Who gives up before does not look at it.
  listening.catch(() => undefined);
  return {
    launcher: child.pid === undefined ? undefined : identify(child.pid),
    listening,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      const started = await startedIn(info);
      if (started && pidNamespaceOf(started.pid) === started.pidNamespace) killNow(started.pid);
    },
    release: () => info.close(),
    said: async () => (await readFile(logFile, 'utf8').catch(() => '')).slice(-500),
  };
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
