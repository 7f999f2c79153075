import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { SandboxSpec } from '../../../domain/sandboxes/driver';
import { isAppError } from '../../../domain/errors';
import { viewOf, type View } from '../bubblewrap/mounts';
import { connectGuest } from '../bubblewrap/socket';
import { createGuestSandbox } from '../guest/guest-sandbox';
import { identify } from '../host/processes';
import type { Making, ProcessIdentity } from '../host/state-folder';
import { usersOf } from '../host/users';
import { unavailable } from '../unavailable';
import { baseImage } from './base-image';
import { containerOf, type ContainerOptions } from './container';
import { letGoOfDisk, makeDisk } from './disk';
import { allowing, engineFailed, statusOf } from './engine';
import type { Yard } from './options';

/** How long the guest may take to its first answer. */
const HELLO_PATIENCE_MS = 20_000;
const PAUSE_MS = 5;
/** How often, and after how long, one is made anew whose name another still has. */
const MOST_ATTEMPTS = 20;
const ATTEMPT_PAUSE_MS = 100;

/** The folder of a sandbox's socket. */
export const socketsOf = ({ state }: Yard, id: string) => path.join(state.folderOf(id), 'sockets');

/** Makes a sandbox in its claimed state folder. What it leaves when it throws is for the caller to remove. */
export async function makeContainer(
  yard: Yard,
  spec: SandboxSpec,
  making: Making,
  signal: AbortSignal,
): Promise<void> {
  const { docker, state, options } = yard;
  const rootfs = await options.images(spec.image);
  if (rootfs === undefined) throw unavailable(`There is no image ${JSON.stringify(spec.image)}.`);
  const shown = await viewOf(rootfs, yard.etc);
  const view = { ...shown, files: [...shown.files, ...(options.shared ?? [])] };
  const uid = await takeUser(yard, spec.id, making);
  try {
    const container = await onlyContainer(docker, await planOf(yard, spec, view, uid));
    signal.throwIfAborted();
    await container.start();
    // The container has the disk by now, and is the last to have it.
    await letGoOfDisk(state.folderOf(spec.id));
    signal.throwIfAborted();
    const init = await greeted(yard, spec, container, signal);
    await state.writeMade(spec.id, { since: making.since, init, container: container.id });
    signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    if (isAppError(error, 'SANDBOX_UNAVAILABLE')) throw error;
    throw statusOf(error) === undefined ? unavailable('It could not be made.', error) : engineFailed(error);
  }
}

/**
 * Makes the container of a sandbox. The engine may just have made one of its name for who was killed meanwhile, after all of
 * it was removed: that one goes.
 */
async function onlyContainer(docker: Docker, plan: ContainerOptions): Promise<Docker.Container> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await docker.createContainer(plan);
    } catch (error) {
      if (statusOf(error) !== 409 || attempt === MOST_ATTEMPTS) throw error;
    }
    // Its name is taken before it is there.
    await docker.getContainer(plan.name).remove({ force: true, v: true }).catch(allowing(404, 409));
    await delay(ATTEMPT_PAUSE_MS);
  }
}

async function takeUser({ state, options }: Yard, id: string, making: Making): Promise<number> {
  const { first, count } = options.users ?? usersOf(state.installation);
  const slot = await state.takeUser(id, count);
  if (slot === undefined) throw unavailable('Every user for sandboxes is taken.');
  await state.writeMaking(id, { ...making, slot });
  return first + slot;
}

async function planOf(yard: Yard, spec: SandboxSpec, view: View, uid: number): Promise<ContainerOptions> {
  const { state, docker, options, hasDisks } = yard;
  const folder = state.folderOf(spec.id);
  const sockets = socketsOf(yard, spec.id);
  await mkdir(sockets, { mode: 0o700 });
  const passwd = path.join(folder, 'passwd');
  const lines = ['root:x:0:0:root:/root:/usr/sbin/nologin', `user:x:${uid}:${uid}:user:/home/user:/bin/bash`];
  await writeFile(passwd, `${lines.join('\n')}\n`);
  await chmod(passwd, 0o644);
  const disk = await makeDisk(folder, {
    ...{ home: options.home, bytes: spec.diskBytes, owner: uid, hasBound: hasDisks },
  });
  const image = await baseImage(docker, view);
  const { guest } = options;
  const { installation } = state;
  return containerOf({ spec, installation, image, view, disk, guest, sockets, passwd, uid });
}

/** The first words with the guest. It fails at once when the container ends meanwhile. */
async function greeted(
  yard: Yard,
  spec: SandboxSpec,
  container: Docker.Container,
  signal: AbortSignal,
): Promise<ProcessIdentity> {
  const guest = createGuestSandbox({
    id: spec.id,
    connect: () => connectGuest(socketsOf(yard, spec.id)),
    stats: () => Promise.reject(new Error('It is being made.')),
  });
  const deadline = performance.now() + HELLO_PATIENCE_MS;
  try {
    for (;;) {
      const { State } = await container.inspect();
      const init = State.Running ? identify(State.Pid) : undefined;
      if (init === undefined) throw unavailable(`It ended as it began: ${await saidBy(container)}`);
      const answers = await guest.hello().then(
        () => true,
        () => false,
      );
      if (answers) {
        await guest.listen(spec.egress);
        return init;
      }
      if (performance.now() > deadline) throw unavailable('Its guest does not answer.');
      await delay(PAUSE_MS, undefined, { signal });
    }
  } finally {
    guest.close();
  }
}

async function saidBy(container: Docker.Container): Promise<string> {
  const said = await container.logs({ stdout: true, stderr: true, tail: 5 }).catch(() => Buffer.alloc(0));
  return JSON.stringify(
    said
      .toString()
      .replace(/[^\x20-\x7e\n]/g, '')
      .slice(-300),
  );
}
