import type { SandboxSpec } from '../../../domain/sandboxes/driver';
import { createGuestSandbox } from '../guest/guest-sandbox';
import type { Cgroups, SandboxCgroup } from '../host/cgroups';
import { emptyDisk } from '../host/empty-disk';
import { identify } from '../host/processes';
import type { Making, StateFolder } from '../host/state-folder';
import { usersOf } from '../host/users';
import { unavailable } from '../unavailable';
import type { Access } from './accelerator';
import { connectMachine } from './channel';
import { machineCommand, overheadBytes, shapeOf, type MachineShape } from './command';
import { startMachine, untilWaiting } from './control';
import { machineFiles, type MachineFiles } from './disks';
import { freezeMachine } from './ice';
import { identityOf, type KeptFiles } from './kept';
import { launchMachine, type Launch, type LaunchPlan } from './launch';
import type { QemuOptions } from './options';

export interface Workshop {
  readonly options: QemuOptions;
  readonly state: StateFolder;
  readonly kept: KeptFiles;
  readonly cgroups: Cgroups | undefined;
  /** Whether machines have users of their own. */
  readonly root: boolean;
  readonly access: Access;
  /** Shapes that could not be frozen: they are not tried again. */
  readonly unfrozen: Set<string>;
}

/** How long a machine may take until its guest answers; emulated, on a machine that has much to do. */
const PATIENCE_MS = 90_000;
/** Of qemu: its processors, what it reads and writes with, and itself. */
const THREADS = 128;

/** What making one takes: the parts of a machine, and who it is on this one. */
interface Parts {
  readonly spec: SandboxSpec;
  readonly shape: MachineShape;
  readonly plan: Omit<LaunchPlan, 'argv' | 'ice' | 'monitor' | 'withParent'>;
}

export async function makeMachine(
  workshop: Workshop,
  spec: SandboxSpec,
  claimed: Making,
  signal: AbortSignal,
): Promise<void> {
  const { state, options, kept } = workshop;
  const image = await options.images(spec.image);
  if (image === undefined) throw unavailable(`There is no image ${JSON.stringify(spec.image)}.`);
  const making = await takeUser(workshop, spec.id, claimed);
  const files = await machineFiles(kept, options, image);
  // It has all processors until it has started; see below.
  const group = await workshop.cgroups?.create(spec.id, limitsOf(workshop, spec));
  const parts = await partsOf(workshop, spec, files, making.slot, group);
  const ice = await frozen(workshop, parts);
  signal.throwIfAborted();
  const argv = machineCommand(options.qemu, parts.shape, ice === undefined ? 'boot' : 'thaw');
  const plan: LaunchPlan = {
    ...{ ...parts.plan, argv, monitor: false, withParent: false },
    ice: ice === undefined ? undefined : { file: ice, flags: 'r' },
  };
  const launched = await launchMachine(state.folderOf(spec.id), plan);
  const abort = () => void launched.kill().catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (launched.process) await state.writeMaking(spec.id, { ...making, launcher: launched.process });
    signal.throwIfAborted();
    await started(workshop, parts, launched, ice === undefined);
    await group?.limitProcessors(spec.cpus);
    const init = launched.process && identify(launched.process.pid);
    if (init === undefined) throw new Error('The machine is not to be found.');
    await state.writeMade(spec.id, { since: making.since, init });
    signal.throwIfAborted();
  } catch (error) {
    await launched.kill();
    throw unavailable(`It could not be made: ${await launched.said()}`, error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Waits until the guest was started and has answered; fails at once when the machine ends meanwhile. */
async function started(
  { state, options }: Workshop,
  { spec, shape }: Parts,
  launched: Launch,
  boots: boolean,
): Promise<void> {
  const folder = state.folderOf(spec.id);
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const died = launched.ended.then(() => Promise.reject(new Error('The machine ended before it answered.')));
  died.catch(() => undefined);
  await launched.listening;
  const { clock } = options;
  if (boots) await Promise.race([untilWaiting(folder, patience), died]);
  await Promise.race([startMachine(folder, spec, { agents: shape.agents, clock }, patience), died]);
  const guest = createGuestSandbox({
    id: spec.id,
    connect: () => connectMachine(folder),
    stats: () => Promise.reject(new Error('It is being made.')),
  });
  const giveUp = () => guest.close();
  patience.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([guest.hello().then(() => guest.listen(spec.egress)), died]);
  } finally {
    patience.removeEventListener('abort', giveUp);
    guest.close();
  }
}

/** What machines of this shape are thawed from; undefined where they have to boot, which takes longer. */
async function frozen(
  { options, kept, unfrozen }: Workshop,
  { spec, shape, plan }: Parts,
): Promise<string | undefined> {
  const { home, qemu } = options;
  const { files } = plan;
  const command = machineCommand(qemu, shape, 'thaw').join(' ');
  if (unfrozen.has(command)) return undefined;
  const content = {
    command,
    programs: await Promise.all([qemu, files.kernel].map(identityOf)),
    // Their names follow from what is in them.
    files: [files.initramfs, files.image, files.agents],
    diskBytes: spec.diskBytes,
  };
  // It is no part of the sandbox: neither its limits nor its end are this one's.
  const freeze = (file: string) =>
    freezeMachine(file, { ...plan, joinFiles: [] }, { home, qemu, shape }, PATIENCE_MS);
  return kept.get('ice', content, freeze).catch(() => {
    unfrozen.add(command);
    return undefined;
  });
}

async function partsOf(
  { options, state, access }: Workshop,
  spec: SandboxSpec,
  files: MachineFiles,
  slot: number | undefined,
  group: SandboxCgroup | undefined,
): Promise<Parts> {
  return {
    spec,
    shape: shapeOf(spec, access.accelerator, files.agents !== undefined),
    plan: {
      ...{ guest: options.guest, files, groups: access.groups, diskBytes: spec.diskBytes },
      template: await emptyDisk(options.home, spec.diskBytes),
      uid: slot === undefined ? undefined : (options.users ?? usersOf(state.installation)).first + slot,
      joinFiles: group?.joinFiles ?? [],
    },
  };
}

function limitsOf({ access }: Workshop, spec: SandboxSpec) {
  return {
    memoryBytes: spec.memoryBytes + overheadBytes(access.accelerator),
    processes: THREADS,
    cpus: Math.max(1, Math.ceil(spec.cpus)) + 1,
  };
}

async function takeUser({ state, root, options }: Workshop, id: string, making: Making): Promise<Making> {
  if (!root) return making;
  const slot = await state.takeUser(id, (options.users ?? usersOf(state.installation)).count);
  if (slot === undefined) throw unavailable('Every user for sandboxes is taken.');
  await state.writeMaking(id, { ...making, slot });
  return { ...making, slot };
}
