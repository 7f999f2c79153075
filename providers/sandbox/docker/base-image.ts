import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Docker from 'dockerode';
import type { View } from '../bubblewrap/mounts';
import { unavailable } from '../unavailable';
import { statusOf } from './engine';

const REPOSITORY = 'taskloom-sandbox';
const FOLDERS = ['proc', 'dev', 'sys', 'tmp', 'run', 'etc', 'workspace', 'home/user', 'opt'];

/**
 * An image with nothing in it but the places where a sandbox's files are mounted, and the links of its root: what a
 * sandbox reads is the root file system that all drivers share, so nothing is copied for any of them.
 */
export async function baseImage(docker: Docker, { files, links }: View): Promise<string> {
  const targets = files.map(({ target }) => target.replace(/^\//, ''));
  const folders = [...FOLDERS, ...targets, ...(targets.includes('var') ? [] : ['var'])].sort();
  const laid = [...links, ...(targets.includes('var') ? [] : [{ target: '/tmp', at: '/var/tmp' }])];
  const content = createHash('sha256').update(JSON.stringify({ folders, laid })).digest('hex');
  const name = `${REPOSITORY}:${content.slice(0, 20)}`;
  try {
    await docker.getImage(name).inspect();
    return name;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
  await importImage(docker, name, async (root) => {
    for (const folder of folders) await mkdir(path.join(root, folder), { recursive: true, mode: 0o755 });
    // What is mounted there takes this over.
    await chmod(path.join(root, 'tmp'), 0o1777);
    for (const { target, at } of laid) await symlink(target, path.join(root, at));
  });
  return name;
}

async function importImage(
  docker: Docker,
  name: string,
  fill: (root: string) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(path.join(tmpdir(), 'taskloom-image-'));
  try {
    await chmod(root, 0o755);
    await fill(root);
    const tar = spawn('tar', ['-c', '--owner=0', '--group=0', '-C', root, '.'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
    });
    const ended = once(tar, 'exit');
    // It may not start, and an engine that takes nothing is told of first.
    ended.catch(() => undefined);
    try {
      const [repo, tag] = name.split(':');
      const progress = await docker.importImage(tar.stdout, { repo, tag });
      progress.resume();
      await once(progress, 'end');
      const [code] = (await ended) as [number | null];
      if (code === 0) return;
      // What came of half a tar must not be taken for the image.
      await docker.getImage(name).remove();
      throw unavailable('tar failed.');
    } finally {
      tar.kill('SIGKILL');
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
