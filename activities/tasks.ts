import type { Clock } from '../domain/clock';
import type { ErrorCode } from '../domain/error-catalogue';
import { AppError } from '../domain/errors';
import { cameTo, type TaskAllowances } from '../domain/gateway/task-allowances';
import { isEnd, type JobRef, type JobState } from '../domain/jobs/job';
import type { OutboxEntry } from '../domain/outbox';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import type { SandboxRow } from '../domain/sandboxes/sandbox';
import type { Turns } from '../domain/tasks/turns';
import { keptUntil, LONGEST_PAUSE_MS, type TurnEnding } from '../domain/tasks/turn-ending';
import { lookFor } from './looking';

export type TaskActivities = ReturnType<typeof createTaskActivities>;

/** Between two looks at a row that others change. */
const SANDBOX_LOOK_MS = 50;
const GONE_LOOK_MS = 100;
const CALLS_LOOK_MS = 500;

interface Dependencies {
  readonly clock: Clock;
  readonly turns: Turns;
  readonly sandboxes: SandboxKeeping;
  readonly allowances: TaskAllowances;
  /** Delivers what the outbox owes; never rejects. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
  /** Gives places to those that wait; never rejects. */
  readonly admit: () => Promise<void>;
}

/** What is done for a turn, but for what only the host of its sandbox can do. Each can be run again at any point. */
export function createTaskActivities({ clock, turns, sandboxes, allowances, dispatch, admit }: Dependencies) {
  async function sandboxOf(jobId: string): Promise<SandboxRow> {
    const { task } = await turns.get(jobId);
    return sandboxes.get(task.sandboxId);
  }

  const change = async (entries: readonly OutboxEntry[]) => {
    await Promise.all(entries.map(dispatch));
  };

  return {
    /** AppError HOLD_RESOLVED for a turn that has ended. */
    async beginTurn({ jobId }: JobRef): Promise<{ readonly host: string }> {
      const { turn, task } = await turns.get(jobId);
      const until = new Date(clock.now().getTime() + turn.secondsLimit * 1000 + LONGEST_PAUSE_MS);
      await turns.begin(jobId);
      await allowances.open({ jobId, ownerId: turn.ownerId, model: task.model, until });
      const { host } = await sandboxOf(jobId);
      if (host === null) throw new AppError('SANDBOX_UNAVAILABLE', undefined, { note: `turn ${jobId}` });
      return { host };
    },

    /** Waits until it can be worked in; then it costs. AppErrors SANDBOX_UNAVAILABLE, SANDBOX_LOST */
    async awaitSandbox({ jobId }: JobRef): Promise<void> {
      await lookFor(SANDBOX_LOOK_MS, async () => {
        const { state, reason } = await sandboxOf(jobId);
        if (state === 'creating') return undefined;
        if (state === 'failed') throw unmade(reason);
        if (state !== 'ready') throw new AppError('SANDBOX_LOST', undefined, { note: `it is ${state}` });
        return state;
      });
      await turns.startClock(jobId);
    },

    /** Its sandbox is kept for as long as the pause may last, and the turn after it; another may work meanwhile. */
    async pauseTurn({ jobId }: JobRef): Promise<void> {
      await turns.pause(jobId);
      const { turn, task } = await turns.get(jobId);
      await change(await sandboxes.lengthen(task.sandboxId, keptUntil(turn, clock.now())));
      await admit();
    },

    async resumeTurn({ jobId }: JobRef): Promise<void> {
      await turns.resume(jobId);
      await turns.startClock(jobId);
    },

    /** The sandbox is free for the next turn, and ends if none comes. */
    async letGoOfSandbox({ jobId }: JobRef): Promise<void> {
      await change(await sandboxes.letGo((await turns.get(jobId)).task.sandboxId, jobId));
    },

    /** The sandbox ends now, with everything in it. */
    async removeSandbox({ jobId }: JobRef): Promise<void> {
      await change(await sandboxes.end((await turns.get(jobId)).task.sandboxId, jobId));
    },

    async awaitSandboxGone({ jobId }: JobRef): Promise<void> {
      const { goneAt } = await lookFor(GONE_LOOK_MS, async () => {
        const sandbox = await sandboxOf(jobId);
        // Another turn has it: this one runs nothing there.
        const isAnothers = sandbox.jobId !== null && sandbox.jobId !== jobId;
        return sandbox.goneAt || sandbox.state === 'waiting' || isAnothers ? sandbox : undefined;
      });
      if (goneAt) await turns.stopClock(jobId, goneAt);
    },

    /** Takes its key away, waits until its last call is paid for, and charges what was used; then others may begin. */
    async settleTurn({
      jobId,
      ending,
    }: JobRef & { readonly ending: TurnEnding }): Promise<{ state: JobState }> {
      await allowances.close(jobId);
      return lookFor(CALLS_LOOK_MS, async (waitedMs) => {
        const before = await turns.get(jobId);
        if (!isEnd(before.turn.state)) {
          const allowance = await allowances.find(jobId);
          const spent = allowance ? cameTo(allowance, waitedMs) : 0n;
          if (spent === undefined) return undefined;
          await turns.end(jobId, ending, spent);
        }
        await turns.leaveQueue(jobId);
        await admit();
        return { state: (await turns.get(jobId)).turn.state };
      });
    },
  };
}

function unmade(reason: ErrorCode | null): AppError {
  return reason === 'SANDBOX_UNAVAILABLE'
    ? new AppError('SANDBOX_UNAVAILABLE')
    : new AppError('SANDBOX_LOST', undefined, { note: String(reason) });
}
