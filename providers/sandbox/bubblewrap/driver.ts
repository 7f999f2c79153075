import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxDriver, SandboxSpec, SandboxStats } from '../../../domain/sandboxes/driver';
import { absent } from '../files';
import { lost } from '../guest/session';
import { findCgroups } from '../host/cgroups';
import { createHostDriver } from '../host/driver';
import { pidsInNamespace, usageOf } from '../host/processes';
import { openStateFolder } from '../host/state-folder';
import { unavailable } from '../unavailable';
import { makeSandbox, type Workshop } from './create';
import { writeEtc } from './etc';
import { examineHost } from './host';
import type { BubblewrapOptions } from './options';
import { removeSandbox } from './remove';
import { connectGuest } from './socket';
import type { MadeByBubblewrap } from './started';

/** The guest keeps this many for itself. */
const FEWEST_PROCESSES = 64;
const LEAST_DISK_BYTES = 8 * 1024 * 1024;
const LEAST_MEMORY_BYTES = 32 * 1024 * 1024;

/**
 * Sandboxes by bubblewrap: namespaces of one kernel, a file system and a user of their own.
 * @throws Error that says what is missing, when it does not work on this host.
 */
export async function createBubblewrap(options: BubblewrapOptions): Promise<SandboxDriver> {
  const host = await examineHost(options.bwrap);
  const state = await openStateFolder<MadeByBubblewrap>(options.home);
  const cgroups = host.root ? await findCgroups(state.installation) : undefined;
  const etc = path.join(options.home, 'sandboxes', '.etc');
  await writeEtc(etc);
  const workshop: Workshop = { options, host, state, cgroups, etc };
  return createHostDriver({
    name: 'bubblewrap',
    enforces: {
      kernel: 'shared',
      limits: cgroups === undefined ? 'none' : `cgroup-v${cgroups.version}`,
      disk: host.root ? 'bounded' : 'unbounded',
      user: host.root ? 'own' : 'shared',
    },
    state,
    clock: options.clock,
    instance: randomUUID(),
    check,
    make: (spec, making, signal) => makeSandbox(workshop, spec, making, signal),
    remove: (id) => removeSandbox(workshop, id),
    connect: (id) => connectGuest(state.folderOf(id)),
    stats: (id, { pidNamespace }) => statsOf(workshop, id, pidNamespace),
  });
}

function check(spec: SandboxSpec): void {
  const enough =
    spec.cpus > 0 &&
    spec.memoryBytes >= LEAST_MEMORY_BYTES &&
    spec.diskBytes >= LEAST_DISK_BYTES &&
    spec.processes >= FEWEST_PROCESSES;
  if (enough) return;
  const least = `${LEAST_MEMORY_BYTES} bytes of memory, ${LEAST_DISK_BYTES} of disk, ${FEWEST_PROCESSES} processes`;
  throw unavailable(`A sandbox has at least ${least}.`);
}

async function statsOf(
  { state, cgroups, host }: Workshop,
  id: string,
  pidNamespace: number,
): Promise<SandboxStats> {
  const usage = (await cgroups?.open(id).usage()) ?? usageOf(pidsInNamespace(pidNamespace));
  if (!host.root) return { ...usage, diskBytes: null };
  const disk = await stat(path.join(state.folderOf(id), 'disk.img')).catch(absent(undefined));
  if (disk === undefined) throw lost('The sandbox is gone.');
  return { ...usage, diskBytes: disk.blocks * 512 };
}
