import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxDriver, SandboxSpec, SandboxStats } from '../../../domain/sandboxes/driver';
import { forgetIn } from '../ended';
import { absent } from '../files';
import type { GuestSandbox } from '../guest/guest-sandbox';
import { lost } from '../guest/session';
import { findCgroups } from '../host/cgroups';
import { createHostDriver } from '../host/driver';
import { usersOf } from '../host/users';
import { usageOf } from '../host/processes';
import { openStateFolder, type Made } from '../host/state-folder';
import { unavailable } from '../unavailable';
import { findAccelerator } from './accelerator';
import { connectMachine } from './channel';
import { makeMachine, type Workshop } from './create';
import { examineMachines } from './examine';
import { keptFolder, openKeptFiles } from './kept';
import type { QemuOptions } from './options';
import { removeMachine } from './remove';

/** The guest keeps some for itself, and so does the kernel of a machine. */
const FEWEST_PROCESSES = 64;
const LEAST_DISK_BYTES = 8 * 1024 * 1024;
const LEAST_MEMORY_BYTES = 96 * 1024 * 1024;
/** How long files are kept that no machine was made of. */
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * Sandboxes by qemu: virtual machines, each with a kernel of its own.
 * @throws Error that says what is missing, when it does not work on this host.
 */
export async function createQemu(options: QemuOptions): Promise<SandboxDriver> {
  const root = process.geteuid?.() === 0;
  const state = await openStateFolder<Made>(options.home);
  const kept = await openKeptFiles(options.home, () => options.clock.now());
  await forgetIn(keptFolder(options.home), new Date(options.clock.now().getTime() - KEPT_MS));
  const cgroups = root ? await findCgroups(state.installation) : undefined;
  const boots = await examineMachines(options, kept, root, options.users ?? usersOf(state.installation));
  const access = await findAccelerator(options.home, root, boots);
  const workshop: Workshop = { options, state, kept, cgroups, root, access, unfrozen: new Set() };
  return createHostDriver({
    name: 'qemu',
    enforces: { kernel: 'own', limits: 'virtual-machine', disk: 'bounded', user: root ? 'own' : 'shared' },
    state,
    clock: options.clock,
    instance: randomUUID(),
    check,
    make: (spec, making, signal) => makeMachine(workshop, spec, making, signal),
    remove: (id) => removeMachine(workshop, id),
    connect: (id) => connectMachine(state.folderOf(id)),
    stats: (id, { init }, guest) => statsOf(workshop, id, init.pid, guest()),
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
  throw unavailable(`A sandbox that is a machine has at least ${least}.`);
}

/** Of this machine's memory and processors what the host sees; what runs in it only its guest can count. */
async function statsOf(
  { state, cgroups }: Workshop,
  id: string,
  pid: number,
  guest: GuestSandbox,
): Promise<SandboxStats> {
  const usage = (await cgroups?.open(id).usage()) ?? usageOf([pid]);
  const disk = await stat(path.join(state.folderOf(id), 'disk.img')).catch(absent(undefined));
  if (disk === undefined) throw lost('The sandbox is gone.');
  const { processes } = await guest.statsInside();
  return { ...usage, processes, diskBytes: disk.blocks * 512 };
}
