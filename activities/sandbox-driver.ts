import path from 'node:path';
import type { Settings } from '../config/settings';
import type { Clock } from '../domain/clock';
import type { SandboxDriver } from '../domain/sandboxes/driver';
import type { ImageName } from '../domain/sandboxes/images';
import { AGENTS_BIN } from '../domain/sandboxes/layout';
import { createBubblewrap } from '../providers/sandbox/bubblewrap/driver';
import { createDocker } from '../providers/sandbox/docker/driver';
import { createE2b } from '../providers/sandbox/e2b/driver';
import { DEFAULT_IMAGE, openImages } from '../providers/sandbox/images';
import { createQemu } from '../providers/sandbox/qemu/driver';

/** What makes the sandboxes of this machine, and what they can be made of. */
export interface OpenedDriver {
  readonly driver: SandboxDriver;
  /** The images that it has at this moment: one that is added needs no restart. */
  readonly images: () => Promise<readonly ImageName[]>;
}

const BY_DEFAULT: ImageName = { name: DEFAULT_IMAGE, tag: 'latest' };

/**
 * The driver that the settings name; undefined where this machine has no sandboxes.
 * @throws Error that says what is missing, when it does not work here.
 */
export async function openSandboxDriver(
  { home, sandboxes }: Pick<Settings, 'home' | 'sandboxes'>,
  clock: Clock,
): Promise<OpenedDriver | undefined> {
  const { driver, guest, bwrap, qemu, kernel, agents, dockerSocket, e2b } = sandboxes;
  if (driver === 'none' || guest === undefined) return undefined;
  if (driver === 'e2b') {
    // The agents are in its template, which is all that there is.
    const templates = { [DEFAULT_IMAGE]: e2b.template };
    return {
      driver: await createE2b({ ...e2b, templates, home, guest, clock }),
      images: () => Promise.resolve([BY_DEFAULT]),
    };
  }
  if (agents === undefined) return undefined;
  const found = openImages(sandboxes.images);
  const made = async () => (await found.list()).map(({ name, tag }) => ({ name, tag }));
  if (driver === 'qemu') {
    if (kernel === undefined) throw new Error('SANDBOX_KERNEL is missing: virtual machines start with it.');
    const images = (name: string) => found.find(name);
    return {
      driver: await createQemu({ home, guest, qemu, kernel, agents, clock, images }),
      images: made,
    };
  }
  const shared = [{ source: agents, target: path.dirname(AGENTS_BIN) }];
  // Until one was made: the programs of this machine.
  const images = async (name: string) =>
    (await found.find(name))?.rootfs ?? (name === DEFAULT_IMAGE ? '/' : undefined);
  return {
    driver:
      driver === 'docker'
        ? await createDocker({ socket: dockerSocket, home, guest, images, shared, clock })
        : await createBubblewrap({ home, guest, bwrap, images, shared, clock }),
    images: async () => withDefault(await made()),
  };
}

function withDefault(made: readonly ImageName[]): readonly ImageName[] {
  const isMade = made.some(({ name, tag }) => name === BY_DEFAULT.name && tag === BY_DEFAULT.tag);
  return isMade ? made : [BY_DEFAULT, ...made];
}
