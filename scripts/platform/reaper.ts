import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { inProject } from '../../config/paths';
import { processIdentity } from './processes';
import { openRunFolder } from './records';

/**
 * Leaves a watcher behind that costs one sleeping shell: it reads from a pipe that only this process holds
 * open. When this process ends without a word, even by SIGKILL, the pipe closes and the shell becomes the
 * reaper below, which ends what is recorded in `runFolder` and removes `scratch`. Answers how to dismiss it.
 */
export function leaveReaper(runFolder: string, scratch?: string): () => void {
  const me = processIdentity(process.pid) ?? String(process.pid);
  const reaper = [process.execPath, inProject('dist', 'scripts', 'platform', 'reaper.js'), runFolder, me];
  const watcher = spawn(
    '/bin/sh',
    ['-c', 'read -r word || exec "$@"', 'sh', ...reaper, ...(scratch ? [scratch] : [])],
    {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  watcher.stdin.on('error', () => undefined);
  watcher.on('error', () => undefined);
  watcher.unref();
  return () => watcher.stdin.end('dismissed\n');
}

async function reap(runFolder: string, owner: string, scratch: string | undefined): Promise<void> {
  await openRunFolder(runFolder).endLeftovers(owner);
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
}

if (require.main === module) {
  const [runFolder = '', owner = '', scratch] = process.argv.slice(2);
  void reap(runFolder, owner, scratch);
}
