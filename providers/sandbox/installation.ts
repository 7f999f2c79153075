import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeNew } from './files';

/**
 * A name (a uuid) that no other installation has, for as long as its folder is there.
 * @param root the folder that the installation's sandboxes are known in
 */
export async function installationOf(root: string): Promise<string> {
  const file = path.join(root, '.installation');
  await mkdir(root, { recursive: true, mode: 0o700 });
  await writeNew(file, randomUUID());
  return readFile(file, 'utf8');
}
