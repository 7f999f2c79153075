import type { TaskAllowances } from '../domain/gateway/task-allowances';
import type { JobEnding, JobRef } from '../domain/jobs/job';
import { isAppError } from '../domain/errors';
import type { OutboxEntry } from '../domain/outbox';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import type { GoneHosts } from '../domain/sandboxes/gone-hosts';
import type { Turns } from '../domain/tasks/turns';

interface Dependencies {
  readonly goneHosts: GoneHosts;
  readonly turns: Turns;
  readonly sandboxes: SandboxKeeping;
  readonly allowances: TaskAllowances;
  /** Delivers what the outbox owes; never rejects. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
}

/** What the sweep of holds has to know of turns, and does for those that nothing works on any more. */
export function createAbandonedTurns({ goneHosts, turns, sandboxes, allowances, dispatch }: Dependencies) {
  /** Ends a turn that nothing works on, with its sandbox and its place; it costs nothing. May be repeated. */
  async function giveUp({ jobId, ending }: JobRef & { readonly ending: JobEnding }): Promise<void> {
    const { task } = await turns.get(jobId);
    await allowances.close(jobId);
    const owed = await sandboxes.end(task.sandboxId, jobId);
    await turns.end(jobId, ending, 0n);
    await turns.leaveQueue(jobId);
    await Promise.all(owed.map(dispatch));
  }

  return {
    giveUp,

    /** Whether a job is a turn that waits for its place. */
    async isWaiting(jobId: string): Promise<boolean> {
      try {
        return (await turns.get(jobId)).turn.queueState === 'waiting';
      } catch (error) {
        if (isAppError(error, 'NOT_FOUND')) return false;
        throw error;
      }
    },

    /**
     * Sandboxes on hosts that do not come back. Each is released with the turn in it, which is lost at no cost; `release`
     * answers false when its host has come back.
     */
    async lostSandboxes(limit: number) {
      const held = await goneHosts.held(limit);
      return held.map(({ sandboxId, turn }) => ({
        sandboxId,
        async release(): Promise<boolean> {
          const owed = await goneHosts.release(sandboxId);
          if (owed === undefined) return false;
          if (turn !== null) {
            await giveUp({ jobId: turn, ending: { state: 'failed', reason: 'SANDBOX_LOST' } });
          }
          await Promise.all(owed.map(dispatch));
          return true;
        },
      }));
    },
  };
}
