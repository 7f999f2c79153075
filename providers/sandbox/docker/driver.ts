import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { SandboxDriver, SandboxSpec } from '../../../domain/sandboxes/driver';
import { writeEtc } from '../bubblewrap/etc';
import { connectGuest } from '../bubblewrap/socket';
import { createHostDriver } from '../host/driver';
import { openStateFolder } from '../host/state-folder';
import { unavailable } from '../unavailable';
import { makeContainer, socketsOf } from './create';
import { containersOf, engineFailed, openEngine } from './engine';
import { canMakeDisks } from './host';
import type { DockerOptions, MadeByDocker, Yard } from './options';
import { removeContainer } from './remove';
import { statsOf } from './usage';

/** The guest keeps this many for itself. */
const FEWEST_PROCESSES = 64;
const LEAST_DISK_BYTES = 8 * 1024 * 1024;
const LEAST_MEMORY_BYTES = 32 * 1024 * 1024;

/**
 * Sandboxes by a Docker engine on this machine: containers without a network.
 * @throws Error that says what is missing, when it does not work on this host.
 */
export async function createDocker(options: DockerOptions): Promise<SandboxDriver> {
  if (process.geteuid?.() !== 0)
    throw new Error('The docker driver gives each sandbox a user: it takes root.');
  const docker = await openEngine(options.socket);
  const state = await openStateFolder<MadeByDocker>(options.home);
  const etc = path.join(options.home, 'sandboxes', '.etc');
  await writeEtc(etc);
  const yard: Yard = { options, docker, state, etc, hasDisks: await canMakeDisks() };
  const driver = await createHostDriver({
    name: 'docker',
    enforces: {
      ...{ kernel: 'shared', limits: 'engine', user: 'own' },
      disk: yard.hasDisks ? 'bounded' : 'unbounded',
    },
    state,
    clock: options.clock,
    instance: randomUUID(),
    check,
    make: (spec, making, signal) => makeContainer(yard, spec, making, signal),
    remove: (id) => removeContainer(yard, id),
    connect: (id) => connectGuest(socketsOf(yard, id)),
    stats: (id, { container }) => statsOf(docker.getContainer(container), state.folderOf(id)),
  });

  /** The engine may have made one for who was killed meanwhile, after all of it was removed. */
  async function removeStrays(known: ReadonlySet<string>): Promise<void> {
    const containers = await containersOf(docker, state.installation).catch((error: unknown) => {
      throw engineFailed(error);
    });
    for (const { sandbox } of containers) {
      if (!known.has(sandbox) && !(await state.exists(sandbox))) await removeContainer(yard, sandbox);
    }
  }

  return {
    ...driver,
    async list() {
      const listed = await driver.list();
      await removeStrays(new Set(listed.map(({ id }) => id)));
      return listed;
    },
  };
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
