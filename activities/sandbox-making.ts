import type { SandboxDriver } from '../domain/sandboxes/driver';
import { AppError } from '../domain/errors';
import { EGRESS_PORTS } from '../domain/sandboxes/layout';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import { guestDeadline, isLive, sizeOf } from '../domain/sandboxes/sandbox';
import { withHeartbeat } from './heartbeat';
import { throughOutage } from './outage';

export type SandboxMakingActivities = ReturnType<typeof createSandboxMakingActivities>;

interface Ref {
  readonly sandboxId: string;
}

/** What only the host of a sandbox can do for it as a whole. Each can be run again at any point. */
export function createSandboxMakingActivities({
  driver,
  sandboxes,
}: {
  readonly driver: SandboxDriver;
  readonly sandboxes: SandboxKeeping;
}) {
  return {
    /** AppErrors SANDBOX_UNAVAILABLE; SANDBOX_LOST when it was ended meanwhile. */
    makeSandbox: ({ sandboxId }: Ref): Promise<void> =>
      withHeartbeat(async (signal) => {
        const row = await throughOutage(signal, () => sandboxes.get(sandboxId));
        // It was ended while it waited for this.
        if (!isLive(row.state)) throw new AppError('SANDBOX_LOST', undefined, { note: `it is ${row.state}` });
        const sandbox = await driver.create({
          id: sandboxId,
          image: row.image,
          ...sizeOf(row),
          deadline: guestDeadline(row.expiresAt),
          egress: EGRESS_PORTS,
        });
        sandbox.close();
        await throughOutage(signal, () => sandboxes.ready(sandboxId));
      }),

    /** Answers when nothing of it is there any more, and that is written down. */
    unmakeSandbox: ({ sandboxId }: Ref): Promise<void> =>
      withHeartbeat(async (signal) => {
        const receipt = await driver.destroy(sandboxId);
        await throughOutage(signal, () => sandboxes.gone(sandboxId, receipt));
      }),
  };
}
