import type { SandboxSpec } from '../../../domain/sandboxes/driver';
import type { View } from './mounts';

/** Where the programs of a sandbox are told to bind; the guest gets this descriptor. */
const LISTEN_FD = 9;
/** Of the child that makes a sandbox: where bubblewrap tells of process 1, and where `listen` says that it listens. */
export const INFO_FD = 3;
export const READY_FD = 4;

/** The guest's place inside. */
const GUEST = '/run/taskloom-guest';
/** Files that a process may have open. */
const OPEN_FILES = 16_384;

export interface Places {
  readonly guest: string;
  readonly bwrap: string;
  /** The folders of the sandbox's disk. */
  readonly workspace: string;
  readonly home: string;
}

/**
 * The command that listens, takes the sandbox's user if it has one, and becomes bubblewrap, whose process 1 is the guest.
 * It runs in the sandbox's state folder.
 */
export function sandboxCommand(
  spec: SandboxSpec,
  view: View,
  places: Places,
  uid: number | undefined,
): string[] {
  return [
    ...[
      places.guest,
      'listen',
      '--fd',
      String(LISTEN_FD),
      '--ready-fd',
      String(READY_FD),
      'guest.sock',
      '--',
    ],
    ...['prlimit', '--core=0', `--fsize=${spec.diskBytes}`, `--nofile=${OPEN_FILES}`],
    ...(uid === undefined ? [] : [`--nproc=${spec.processes}`]),
    ...(uid === undefined ? [] : asUser(uid)),
    ...[places.bwrap, ...isolation(), ...fileSystem(spec, view, places), '--'],
    ...[GUEST, 'serve', '--fd', String(LISTEN_FD)],
    ...['--deadline', String(spec.deadline.getTime()), '--processes', String(spec.processes)],
  ];
}

function asUser(uid: number): string[] {
  const id = String(uid);
  return ['setpriv', '--reuid', id, '--regid', id, '--clear-groups', '--no-new-privs', '--'];
}

function isolation(): string[] {
  return [
    ...['--unshare-all', '--unshare-user', '--disable-userns', '--assert-userns-disabled'],
    ...['--new-session', '--clearenv', '--cap-drop', 'ALL', '--uid', '1000', '--gid', '1000'],
    // Not --die-with-parent: a sandbox outlives the worker that made it, and the next one attaches to it.
    ...['--as-pid-1', '--hostname', 'sandbox', '--info-fd', String(INFO_FD)],
  ];
}

function fileSystem(spec: SandboxSpec, { files, links }: View, places: Places): string[] {
  // Files in memory count as memory, and are not freed by ending processes: a quarter is left to either at most.
  const inMemory = String(Math.floor(spec.memoryBytes / 4));
  return [
    ...files.flatMap(({ source, target }) => ['--ro-bind', source, target]),
    ...links.flatMap(({ target, at }) => ['--symlink', target, at]),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--perms', '1777', '--size', inMemory, '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--perms', '1777', '--size', inMemory, '--tmpfs', '/tmp'],
    ...['--dir', '/run', '--dir', '/var', '--symlink', '/tmp', '/var/tmp'].filter(unlessShown(files)),
    ...['--bind', places.workspace, '/workspace', '--bind', places.home, '/home/user'],
    ...['--ro-bind', places.guest, GUEST],
    // The root itself is in memory, without bounds: nothing is written to it.
    ...['--remount-ro', '/', '--chdir', '/workspace'],
  ];
}

const unlessShown = (files: View['files']) => {
  const shown = files.some(({ target }) => target === '/var');
  return (_: string, at: number) => at < 2 || !shown;
};
