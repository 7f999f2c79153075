import { access, constants, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { absent } from '../files';
import type { Accelerator } from './command';
import { readJson } from '../host/state-folder';
import { keptFolder } from './kept';

const DEVICE = '/dev/kvm';

/** Who may use the device, and is no root, is in its group. */
export interface Access {
  readonly accelerator: Accelerator;
  readonly groups: readonly number[];
}

/**
 * Whether machines run on the processor itself, or are emulated. A device that answers is not enough: where this machine is
 * virtual itself, a guest may hang. So one is booted for a short time, and what came of it is known until this machine
 * starts anew.
 */
export async function findAccelerator(
  home: string,
  root: boolean,
  boots: (access: Access) => Promise<boolean>,
  device = DEVICE,
): Promise<Access> {
  const emulated: Access = { accelerator: 'tcg', groups: [] };
  const groups = await groupsOf(device, root);
  if (groups === undefined) return emulated;
  const file = path.join(keptFolder(home), 'accelerator.json');
  const bootId = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const known = await readJson<{ bootId: string; accelerator: Accelerator }>(file);
  const usable: Access = { accelerator: 'kvm', groups };
  if (known?.bootId === bootId) return known.accelerator === 'kvm' ? usable : emulated;
  const found = (await boots(usable)) ? usable : emulated;
  await writeFile(file, JSON.stringify({ bootId, accelerator: found.accelerator }), { mode: 0o600 });
  return found;
}

/** The groups that a machine's user needs for the device; undefined where it cannot use it. */
async function groupsOf(device: string, root: boolean): Promise<readonly number[] | undefined> {
  const found = await stat(device).catch(absent(undefined));
  if (found === undefined) return undefined;
  if (!root) {
    return access(device, constants.R_OK | constants.W_OK).then(
      () => [],
      () => undefined,
    );
  }
  if ((found.mode & 0o006) === 0o006) return [];
  return (found.mode & 0o060) === 0o060 && found.gid !== 0 ? [found.gid] : undefined;
}
