import { existsSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import path from 'node:path';
import type { Settings } from '../config/settings';
import type { Clock } from '../domain/clock';
import { createAgents } from '../providers/agents';
import { createAllowListProxy } from '../providers/sandbox/allow-list-proxy';
import { openSandboxDoor } from '../providers/sandbox/remote/door';
import { createGatewayDoor } from '../providers/sandbox/gateway-door';
import { installationOf } from '../providers/sandbox/installation';
import { openSandboxDriver } from './sandbox-driver';
import type { SandboxParts } from './task-parts';

/** How long an agent has to end when it is asked to. */
const GRACE_MS = 5_000;
const LARGEST_OUTPUT = 256 * 1024 * 1024;

export interface SandboxMachine extends SandboxParts {
  /** Closes the ways out; takes the sandboxes along where the settings say so. */
  close(): Promise<void>;
}

/**
 * This machine as one that has sandboxes; undefined where the settings say that it has none.
 * @param keys who comes to its sandboxes from elsewhere shows that he has one
 * @param lookup refuses names that stand for addresses of our own network
 */
export async function createSandboxMachine(
  { home, sandboxes }: Pick<Settings, 'home' | 'sandboxes'>,
  {
    clock,
    lookup,
    keys,
  }: { readonly clock: Clock; readonly lookup: LookupFunction; readonly keys: readonly Buffer[] },
): Promise<SandboxMachine | undefined> {
  const opened = await openSandboxDriver({ home, sandboxes }, clock);
  if (!opened) return undefined;
  const { driver, images } = opened;
  const {
    door: place,
    agents = '',
    slots,
    hostId,
    gatewayUrl,
    allowedHosts,
    silenceMs,
    endOnStop,
  } = sandboxes;
  const instance = await installationOf(path.join(home, 'sandboxes'));
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  const gateway = createGatewayDoor(gatewayUrl);
  const proxy = createAllowListProxy({
    isAllowed: (host, port) => port === 443 && allowed.has(host),
    lookup,
  });
  const door = await openSandboxDoor({ ...place, driver, keys, clock });
  return {
    host: {
      id: hostId,
      instance,
      driver: driver.name,
      // Until the agents' command lines are there, tasks wait; at E2B they are in the template.
      get slots() {
        return driver.name === 'e2b' || existsSync(path.join(agents, 'bin')) ? slots : 0;
      },
      address: place.address ?? door.address,
    },
    driver,
    images,
    agents: createAgents(),
    gateway,
    proxy,
    limits: { silenceMs, outputBytes: LARGEST_OUTPUT, graceMs: GRACE_MS },
    async close() {
      gateway.close();
      proxy.close();
      await door.close();
      if (!endOnStop) return;
      await Promise.all((await driver.list()).map(({ id }) => driver.destroy(id)));
    },
  };
}
