import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxSpec } from '../../../domain/sandboxes/driver';
import { createGuestSandbox } from '../guest/guest-sandbox';
import { unavailable } from '../unavailable';
import type { Cgroups } from '../host/cgroups';
import { plainCommand, rootCommand } from './command';
import { emptyDisk } from '../host/empty-disk';
import type { Host } from './host';
import { identify, pidNamespaceOf } from '../host/processes';
import { launch, type Launch } from './launch';
import { viewOf } from './mounts';
import { usersOf } from '../host/users';
import type { BubblewrapOptions } from './options';
import { startedIn, type BubblewrapState, type MadeByBubblewrap } from './started';
import { connectGuest } from './socket';
import type { Making } from '../host/state-folder';

export interface Workshop {
  readonly options: BubblewrapOptions;
  readonly host: Host;
  readonly state: BubblewrapState;
  readonly cgroups: Cgroups | undefined;
  /** The folder of the sandboxes' /etc. */
  readonly etc: string;
}

/** How long the guest may take from its socket to its first answer. */
const HELLO_PATIENCE_MS = 20_000;

/**
 * Makes a sandbox in its claimed state folder: when this answers, its guest has answered and everything is written down.
 * What it leaves when it throws is for the caller to remove.
 */
export async function makeSandbox(
  workshop: Workshop,
  spec: SandboxSpec,
  claimed: Making,
  signal: AbortSignal,
): Promise<void> {
  const { state, options } = workshop;
  const image = await options.images(spec.image);
  if (image === undefined) throw unavailable(`There is no image ${JSON.stringify(spec.image)}.`);
  const making = await takeUser(workshop, spec.id, claimed);
  const argv = await commandOf(workshop, spec, image, making.slot);
  signal.throwIfAborted();
  const launched = await launch(state.folderOf(spec.id), argv);
  // What went wrong is found by its parts failing.
  const abort = () => void launched.kill().catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (launched.launcher) await state.writeMaking(spec.id, { ...making, launcher: launched.launcher });
    signal.throwIfAborted();
    await launched.listening;
    await greet(workshop, spec, launched);
    await state.writeMade(spec.id, await madeOf(state, spec.id, making));
    signal.throwIfAborted();
  } catch (error) {
    await launched.kill();
    throw unavailable(`It could not be made: ${await launched.said()}`, error);
  } finally {
    signal.removeEventListener('abort', abort);
    await launched.release();
  }
}

async function takeUser({ state, host, options }: Workshop, id: string, making: Making): Promise<Making> {
  if (!host.root) return making;
  const slot = await state.takeUser(id, (options.users ?? usersOf(state.installation)).count);
  if (slot === undefined) throw unavailable('Every user for sandboxes is taken.');
  await state.writeMaking(id, { ...making, slot });
  return { ...making, slot };
}

async function commandOf(
  { state, host, options, cgroups, etc }: Workshop,
  spec: SandboxSpec,
  image: string,
  slot: number | undefined,
): Promise<string[]> {
  const shown = await viewOf(image, etc);
  const view = { ...shown, files: [...shown.files, ...(options.shared ?? [])] };
  if (!host.root || slot === undefined) {
    const folder = path.join(state.folderOf(spec.id), 'disk');
    const places = { ...options, workspace: path.join(folder, 'workspace'), home: path.join(folder, 'home') };
    await mkdir(places.workspace, { recursive: true, mode: 0o755 });
    await mkdir(places.home, { mode: 0o755 });
    return plainCommand(spec, view, places);
  }
  // Bubblewrap's own process is in the groups too.
  const group = await cgroups?.create(spec.id, { ...spec, processes: spec.processes + 4 });
  return rootCommand(spec, view, options, {
    uid: (options.users ?? usersOf(state.installation)).first + slot,
    joinFiles: group?.joinFiles ?? [],
    template: await emptyDisk(options.home, spec.diskBytes),
  });
}

/** The first words with the guest. It fails at once when the command ends meanwhile. */
async function greet({ state }: Workshop, spec: SandboxSpec, { ended }: Launch): Promise<void> {
  const guest = createGuestSandbox({
    id: spec.id,
    connect: () => connectGuest(state.folderOf(spec.id)),
    stats: () => Promise.reject(new Error('It is being made.')),
  });
  const timer = setTimeout(() => guest.close(), HELLO_PATIENCE_MS);
  try {
    const died = ended.then(() => Promise.reject(new Error('The command ended before the guest answered.')));
    died.catch(() => undefined);
    await Promise.race([guest.hello().then(() => guest.listen(spec.egress)), died]);
  } finally {
    clearTimeout(timer);
    guest.close();
  }
}

async function madeOf(state: BubblewrapState, id: string, making: Making): Promise<MadeByBubblewrap> {
  const started = await startedIn(state.folderOf(id));
  const init = started === undefined ? undefined : identify(started.pid);
  if (started === undefined || init === undefined || pidNamespaceOf(init.pid) !== started.pidNamespace) {
    throw new Error('Process 1 of the sandbox is not to be found.');
  }
  return { since: making.since, init, pidNamespace: started.pidNamespace };
}
