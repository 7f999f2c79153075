import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PLACE } from './command';

const run = promisify(execFile);
const PATIENCE_MS = 10_000;

/** What this host lets the driver do. */
export interface Host {
  /** Whether sandboxes get a disk of their own, with a bound, and a user of their own: it takes root. */
  readonly root: boolean;
}

/**
 * Tries what the driver needs.
 * @throws Error that says what is missing, when bubblewrap does not work here at all.
 */
export async function examineHost(bwrap: string): Promise<Host> {
  await works([bwrap, '--unshare-all', '--unshare-user', '--disable-userns', '--ro-bind', '/', '/', 'true']);
  if (process.geteuid?.() !== 0) return { root: false };
  const mounts = `mount -t tmpfs taskloom ${PLACE} && test -b /dev/loop0 -o -c /dev/loop-control && command -v mkfs.ext4`;
  const root = await works(['unshare', '--mount', '--propagation', 'private', 'sh', '-c', mounts]).then(
    () => true,
    () => false,
  );
  return { root };
}

async function works([program = '', ...args]: readonly string[]): Promise<void> {
  await run(program, args, { timeout: PATIENCE_MS, env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
}
