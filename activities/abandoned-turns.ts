import type { TaskAllowances } from '../domain/gateway/task-allowances';
import type { JobEnding, JobRef } from '../domain/jobs/job';
import { isAppError } from '../domain/errors';
import type { OutboxEntry } from '../domain/outbox';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import type { Turns } from '../domain/tasks/turns';

interface Dependencies {
  readonly turns: Turns;
  readonly sandboxes: SandboxKeeping;
  readonly allowances: TaskAllowances;
  /** Delivers what the outbox owes; never rejects. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
}

/** What the sweep of holds has to know of turns, and does for those whose workflow somebody terminated. */
export function createAbandonedTurns({ turns, sandboxes, allowances, dispatch }: Dependencies) {
  return {
    /** Whether a job is a turn that waits for its place. */
    async isWaiting(jobId: string): Promise<boolean> {
      try {
        return (await turns.get(jobId)).turn.queueState === 'waiting';
      } catch (error) {
        if (isAppError(error, 'NOT_FOUND')) return false;
        throw error;
      }
    },

    /** Ends a turn that nothing works on, with its sandbox and its place; it costs nothing. May be repeated. */
    async giveUp({ jobId, ending }: JobRef & { readonly ending: JobEnding }): Promise<void> {
      const { task } = await turns.get(jobId);
      await allowances.close(jobId);
      const owed = await sandboxes.end(task.sandboxId, jobId);
      await turns.end(jobId, ending, 0n);
      await turns.leaveQueue(jobId);
      await Promise.all(owed.map(dispatch));
    },
  };
}
