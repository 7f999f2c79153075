import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { runStatements } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import { AppError } from '../errors';
import type { Outbox, OutboxEntry } from '../outbox';
import type { Receipt } from './driver';
import { isLive, sandboxChanged, sandboxLost, type SandboxRow } from './sandbox';
import { changeSandbox, readSandbox, type SandboxChange } from './sandbox-rows';

/** Whether a sandbox is still needed, for how long at least, and a word on it for operators. */
export interface Standing {
  readonly isNeeded: boolean;
  readonly waitMs: number;
  readonly step: string;
}

/** The moves of sandboxes' rows. Each is one transaction, and may be repeated; all throw AppError NOT_FOUND. */
export interface SandboxKeeping {
  get(id: string): Promise<SandboxRow>;
  /** It can be worked in. AppError SANDBOX_LOST when it has been ended meanwhile. */
  ready(id: string): Promise<void>;
  /** It could not be made, or was lost, for a reason. Answers what tells a turn that waits in it. */
  failed(id: string, reason: ErrorCode): Promise<readonly OutboxEntry[]>;
  /** Nothing of it is there any more. */
  gone(id: string, receipt: Receipt): Promise<void>;
  /** Its turn is done with it. Answers what the outbox owes for it, as the next. */
  letGo(id: string, jobId: string): Promise<readonly OutboxEntry[]>;
  /** It may be there until `until` at least, for the turn that has it. AppError SANDBOX_LOST when it is not there. */
  lengthen(id: string, until: Date): Promise<readonly OutboxEntry[]>;
  /** It ends now, unless another turn than `jobId` has it. */
  end(id: string, jobId: string | null): Promise<readonly OutboxEntry[]>;
  /** Decides whether it is needed; one that is not is ended with that, so that no turn begins in it any more. */
  standing(id: string): Promise<Standing>;
  /**
   * It stays until `until` though nobody works in it, unless a turn that waits needs its place and none that was not asked to
   * stay can give way. AppError SANDBOX_LOST when it is not there.
   */
  extend(id: string, until: Date): Promise<readonly OutboxEntry[]>;
}

export function createSandboxKeeping({
  db,
  clock,
  outbox,
  idleMs,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** How long a sandbox stays without a turn. */
  readonly idleMs: number;
}): SandboxKeeping {
  async function found(id: string, tx?: Transaction): Promise<SandboxRow> {
    const sandbox = await readSandbox(db, id, tx);
    if (!sandbox) throw new AppError('NOT_FOUND', undefined, { note: `sandbox ${id}` });
    return sandbox;
  }

  /** Changes a row under its lock; undefined changes nothing. */
  async function move<T>(
    id: string,
    step: (sandbox: SandboxRow, now: Date) => { readonly change?: SandboxChange; readonly answer: T },
  ): Promise<T> {
    return inTransaction(db, async (tx) => {
      const { change, answer } = step(await found(id, tx), clock.now());
      if (change) await runStatements(db, [changeSandbox(id, change)], tx);
      return answer;
    });
  }

  async function told(id: string, change: (sandbox: SandboxRow) => SandboxChange | undefined) {
    return inTransaction(db, async (tx) => {
      const sandbox = await found(id, tx);
      const changed = change(sandbox);
      if (!changed) return [];
      await runStatements(db, [changeSandbox(id, changed)], tx);
      const entries = [await outbox.add(sandboxChanged(id), tx)];
      // A turn that waits in what ends would not find out.
      if (changed.state === 'stopping' && sandbox.jobId !== null) {
        entries.push(await outbox.add(sandboxLost(sandbox.jobId), tx));
      }
      return entries;
    });
  }

  return {
    get: (id) => found(id),

    ready: (id) =>
      move(id, ({ state }, now) => {
        if (state === 'ready') return { answer: undefined };
        if (state !== 'creating') throw new AppError('SANDBOX_LOST', undefined, { note: `it is ${state}` });
        return { change: { state: 'ready', readyAt: now }, answer: undefined };
      }),

    failed: (id, reason) =>
      inTransaction(db, async (tx) => {
        const { state, goneAt, jobId } = await found(id, tx);
        if (state === 'failed' || goneAt) return [];
        await runStatements(db, [changeSandbox(id, { state: 'failed', reason })], tx);
        return jobId === null ? [] : [await outbox.add(sandboxLost(jobId), tx)];
      }),

    gone: (id, { goneAt, cpuSeconds, memoryPeakBytes }) =>
      move(id, (sandbox) => ({
        ...(sandbox.goneAt
          ? {}
          : {
              change: {
                ...(sandbox.state === 'failed' ? {} : { state: 'gone' }),
                liveHost: null,
                goneAt,
                cpuMs: cpuSeconds === undefined ? null : Math.round(cpuSeconds * 1000),
                memoryPeakBytes: memoryPeakBytes ?? null,
              },
            }),
        answer: undefined,
      })),

    letGo: (id, jobId) =>
      told(id, (sandbox) => (sandbox.jobId === jobId ? { jobId: null, idleSince: clock.now() } : undefined)),

    end: (id, jobId) =>
      told(id, (sandbox) => {
        if (jobId !== null && sandbox.jobId !== null && sandbox.jobId !== jobId) return undefined;
        if (sandbox.state === 'waiting') return { state: 'gone', goneAt: clock.now(), jobId: null };
        return isLive(sandbox.state) ? { state: 'stopping' } : undefined;
      }),

    lengthen: (id, until) =>
      told(id, (sandbox) => {
        expectReady(sandbox);
        return until > sandbox.expiresAt ? { expiresAt: until } : undefined;
      }),

    standing: (id) =>
      move<Standing>(id, ({ state, jobId, idleSince, expiresAt, keptUntil }, now) => {
        if (!isLive(state)) return { answer: { isNeeded: false, waitMs: 0, step: state } };
        const leftMs = expiresAt.getTime() - now.getTime();
        const idleUntil = Math.max((idleSince?.getTime() ?? 0) + idleMs, keptUntil?.getTime() ?? 0);
        const idleLeftMs = jobId === null && idleSince ? idleUntil - now.getTime() : leftMs;
        const waitMs = Math.min(leftMs, idleLeftMs);
        if (waitMs <= 0) {
          return {
            change: { state: 'stopping' },
            answer: { isNeeded: false, waitMs: 0, step: 'its time is over' },
          };
        }
        return { answer: { isNeeded: true, waitMs, step: jobId === null ? 'idle' : 'at work' } };
      }),

    extend: (id, until) =>
      told(id, (sandbox) => {
        expectReady(sandbox);
        const { expiresAt, keptUntil } = sandbox;
        return {
          expiresAt: until > expiresAt ? until : expiresAt,
          keptUntil: keptUntil && keptUntil > until ? keptUntil : until,
        };
      }),
  };
}

function expectReady({ state }: SandboxRow): void {
  if (state !== 'ready') throw new AppError('SANDBOX_LOST', undefined, { note: `it is ${state}` });
}
