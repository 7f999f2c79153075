import type { Clock } from '../domain/clock';
import { workflowIdOf } from '../domain/jobs/kinds';
import type { JobEnding, JobRef } from '../domain/jobs/job';
import type { Outbox, OutboxEntry } from '../domain/outbox';
import type { SandboxDriver } from '../domain/sandboxes/driver';
import type { HostIdentity } from '../domain/sandboxes/host-names';
import type { SandboxHosts } from '../domain/sandboxes/hosts';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import { sandboxWorkflowId } from '../domain/sandboxes/sandbox';

interface Dependencies {
  readonly host: HostIdentity;
  readonly hosts: Pick<SandboxHosts, 'livingAt'>;
  readonly sandboxes: Pick<SandboxKeeping, 'end' | 'gone'>;
  readonly driver: Pick<SandboxDriver, 'destroy'>;
  readonly outbox: Pick<Outbox, 'owes'>;
  readonly clock: Clock;
  /** Whether a workflow under this id runs now. */
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  /** Ends a turn that nothing works on. May be repeated. */
  readonly giveUp: (turn: JobRef & { readonly ending: JobEnding }) => Promise<void>;
  /** Delivers what the outbox owes; never rejects. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
  /** Tells operators what was found. */
  readonly tell: (found: { readonly sandboxId: string; readonly jobId?: string }, message: string) => void;
}

/** So many are looked at each time; the others the next time. */
const AT_ONCE = 5;
/** Workflows of what is younger may not have begun yet. */
const YOUNG_MS = 60_000;

/**
 * Ends what nothing keeps any more, for somebody terminated its workflow: sandboxes of this host, with their slots, and the
 * turns in them, which cost nothing. Answers the function that looks, in which a few have their turn each time.
 */
export function endAbandonedSandboxes({
  host,
  hosts,
  sandboxes,
  driver,
  outbox,
  clock,
  isRunning,
  giveUp,
  dispatch,
  tell,
}: Dependencies): () => Promise<void> {
  let next: string[] = [];

  /** In this order: a start is taken from the outbox only once the workflow runs. */
  const isAbandoned = async (workflowId: string) =>
    !(await outbox.owes(workflowId)) && !(await isRunning(workflowId));

  async function look(sandboxId: string, jobId: string | null): Promise<void> {
    if (jobId !== null && (await isAbandoned(workflowIdOf({ kind: 'task', id: jobId })))) {
      tell({ sandboxId, jobId }, 'a turn that no workflow runs is ended');
      await giveUp({ jobId, ending: { state: 'failed', reason: 'GENERATION_FAILED' } });
    }
    if (await isAbandoned(sandboxWorkflowId(sandboxId))) {
      tell({ sandboxId }, 'a sandbox that no workflow keeps is removed');
      await Promise.all((await sandboxes.end(sandboxId, null)).map(dispatch));
      await sandboxes.gone(sandboxId, await driver.destroy(sandboxId));
    }
  }

  return async () => {
    const known = await hosts.livingAt(host);
    if (next.length === 0) next = [...known.keys()];
    for (const id of next.splice(0, AT_ONCE)) {
      const found = known.get(id);
      if (!found || clock.now().getTime() - found.since.getTime() < YOUNG_MS) continue;
      await look(id, found.turn);
    }
  };
}
