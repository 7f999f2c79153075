import type { Logger } from 'pino';
import type { Clock } from '../domain/clock';
import type { OutboxEntry } from '../domain/outbox';
import type { SandboxDriver } from '../domain/sandboxes/driver';
import { HostNameTaken, type HostNames } from '../domain/sandboxes/host-names';
import type { SandboxHost, SandboxHosts } from '../domain/sandboxes/hosts';
import type { ImageName } from '../domain/sandboxes/images';
import { watch, type Watch } from './watch';

interface Dependencies {
  readonly host: SandboxHost;
  /** The images that it has at this moment. */
  readonly images: (() => Promise<readonly ImageName[]>) | undefined;
  readonly hosts: SandboxHosts;
  readonly names: Pick<HostNames, 'take' | 'leave'>;
  readonly driver: SandboxDriver;
  readonly clock: Clock;
  /** Gives places to turns that wait; never rejects. */
  readonly admit: () => Promise<void>;
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
  /** Ends what nothing keeps any more. */
  readonly endAbandoned: () => Promise<void>;
  readonly logger: Logger;
}

const ADMIT_EVERY_MS = 500;
const SEEN_EVERY_MS = 5_000;
/** One that is being made, or was just made or ended, is somebody's to deal with. */
const YOUNG_MS = 60_000;

export interface SandboxWatch {
  /** Takes this machine's name, before anything is done under it. @throws HostNameTaken while another machine has it. */
  claim(): Promise<void>;
  /** `onTaken`: another machine has taken the name, for this one was not seen for a while; nothing may be done any more. */
  start(onTaken: (error: HostNameTaken) => void): void;
  stop(): Promise<void>;
}

/**
 * Says that this machine has room for sandboxes, has those begin that wait for it, and compares what really runs with what
 * the rows say: what nobody knows of is removed, what is not there any more is called lost, and what no workflow keeps ends.
 */
export function watchSandboxes({
  host,
  images,
  hosts,
  names,
  driver,
  clock,
  admit,
  dispatch,
  endAbandoned,
  logger,
}: Dependencies): SandboxWatch {
  let tellTaken: (error: HostNameTaken) => void = () => undefined;
  const reported = (step: () => Promise<void>) => async () => {
    try {
      await step();
    } catch (error) {
      if (error instanceof HostNameTaken) tellTaken(error);
      logger.warn({ err: error }, 'the sandboxes of this machine were not looked at');
    }
    return false;
  };

  async function compare(): Promise<void> {
    const now = clock.now().getTime();
    // What runs before what should: one that is made meanwhile is young.
    const running = await driver.list();
    const known = await hosts.livingAt(host);
    for (const { id, since } of running) {
      if (known.has(id) || now - since.getTime() < YOUNG_MS) continue;
      logger.warn({ sandboxId: id }, 'a sandbox that nobody knows of is removed');
      await driver.destroy(id);
    }
    const ids = new Set(running.map(({ id }) => id));
    for (const [id, { isMade, since }] of known) {
      if (!isMade || ids.has(id) || now - since.getTime() < SEEN_EVERY_MS) continue;
      logger.warn({ sandboxId: id }, 'a sandbox is gone');
      for (const entry of await hosts.lost(id)) await dispatch(entry);
    }
  }

  const watches: Watch[] = [
    watch(
      reported(async () => hosts.seen({ ...host, ...(images ? { images: await images() } : {}) })),
      SEEN_EVERY_MS,
    ),
    watch(reported(admit), ADMIT_EVERY_MS),
    watch(reported(compare), SEEN_EVERY_MS),
    watch(reported(endAbandoned), SEEN_EVERY_MS),
  ];
  return {
    claim: () => names.take(host),
    start(onTaken) {
      tellTaken = onTaken;
      for (const each of watches) each.start();
    },
    async stop() {
      await Promise.all(watches.map((each) => each.stop()));
      await names.leave(host).catch(() => undefined);
    },
  };
}
