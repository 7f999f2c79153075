import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import { AppError, isAppError } from '../errors';
import { isEnd, type JobState } from '../jobs/job';
import type { OutboxEntry } from '../outbox';
import { fromPageCursor, toPageCursor } from '../page-cursor';
import type { Sandbox, SandboxStats } from './driver';
import type { SandboxKeeping } from './keeping';
import { EGRESS_PORTS } from './layout';
import type { ReachSandbox } from './reach';
import { guestDeadline, type SandboxRow } from './sandbox';
import { toSandbox } from './sandbox-rows';

/** A sandbox and the task that it is for. */
export interface Vm {
  readonly sandbox: SandboxRow;
  /** Null once its owner has deleted that. */
  readonly taskId: string | null;
}

/** Users' sandboxes. What is not the user's own is NOT_FOUND, as what is not there. */
export interface Vms {
  /** The newest first. AppError VALIDATION for a cursor that is not ours. */
  list(
    owner: number,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: readonly Vm[]; readonly nextCursor: string | null }>;
  get(owner: number, id: string): Promise<Vm>;
  /** What goes on in it; null when it is not there, or cannot be reached now. */
  observe(vm: Vm): Promise<{ readonly stats: SandboxStats; readonly ports: readonly number[] } | null>;
  /** To speak with it, and to close. AppErrors NOT_FOUND, SANDBOX_LOST, UNAVAILABLE */
  open(owner: number, id: string): Promise<Sandbox>;
  /** Has it stay for so many seconds from now. Answers what the outbox owes for it, as `end` does. AppError SANDBOX_LOST */
  extend(owner: number, id: string, seconds: number): Promise<readonly OutboxEntry[]>;
  /** Ends it with everything in it: a turn that works there is stopped. One that is gone stays so. */
  end(owner: number, id: string): Promise<readonly OutboxEntry[]>;
}

/** However often it is extended. */
const LONGEST_LIFE_MS = 86_400_000;

export function createVms({
  db,
  clock,
  keeping,
  stopTask,
  reach,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly keeping: Pick<SandboxKeeping, 'end' | 'extend'>;
  readonly stopTask: (owner: number, taskId: string) => Promise<readonly OutboxEntry[]>;
  readonly reach: ReachSandbox;
}): Vms {
  const SELECT = `SELECT s.*, t.id AS task_id FROM sandboxes s
    LEFT JOIN tasks t ON t.sandbox_id = s.id AND t.deleted_at IS NULL`;

  async function own(owner: number, id: string): Promise<Vm> {
    const [row] = await selectRows(db, `${SELECT} WHERE s.id = ? AND s.owner_id = ?`, [id, owner]);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `sandbox ${id}` });
    return toVm(row);
  }

  async function reached({ id, state, host }: SandboxRow): Promise<Sandbox> {
    if (state !== 'ready') throw new AppError('SANDBOX_LOST', undefined, { note: `it is ${state}` });
    const [row] = await selectRows(db, 'SELECT address FROM sandbox_hosts WHERE id = ?', [host]);
    const address = (row?.['address'] ?? '') as string;
    if (address === '') throw new AppError('UNAVAILABLE', undefined, { note: `no way to host ${host}` });
    return reach({ id, address });
  }

  /** The turn that a sandbox is for at this time, or was last. */
  async function newestTurn(sandboxId: string): Promise<{ jobId: string; state: JobState } | undefined> {
    const [row] = await selectRows(
      db,
      `SELECT j.id, j.state FROM tasks k JOIN task_turns t ON t.task_id = k.id JOIN jobs j ON j.id = t.job_id
       WHERE k.sandbox_id = ? ORDER BY t.number DESC LIMIT 1`,
      [sandboxId],
    );
    return row && { jobId: row['id'] as string, state: row['state'] as JobState };
  }

  return {
    async list(owner, { limit, cursor }) {
      const from = cursor === undefined ? undefined : fromPageCursor(cursor);
      const rows = await selectRows(
        db,
        `${SELECT} WHERE s.owner_id = ? ${from ? 'AND (s.created_at, s.id) < (?, ?)' : ''}
         ORDER BY s.created_at DESC, s.id DESC LIMIT ?`,
        [owner, ...(from ? [dateTime(from.createdAt), from.id] : []), limit + 1],
      );
      const items = rows.slice(0, limit).map(toVm);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? toPageCursor(last.sandbox) : null };
    },

    get: own,

    async observe({ sandbox: row }) {
      if (row.state !== 'ready') return null;
      try {
        const sandbox = await reached(row);
        try {
          const [stats, ports] = await Promise.all([sandbox.stats(), sandbox.ports()]);
          // The ways out listen too, and are nobody's work.
          const own = ports.filter((port) => EGRESS_PORTS.every((way) => way.port !== port));
          return { stats, ports: own };
        } finally {
          sandbox.close();
        }
      } catch (error) {
        if (isAppError(error, 'SANDBOX_LOST') || isAppError(error, 'UNAVAILABLE')) return null;
        throw error;
      }
    },

    open: async (owner, id) => reached((await own(owner, id)).sandbox),

    async extend(owner, id, seconds) {
      const { sandbox: row } = await own(owner, id);
      const wished = clock.now().getTime() + seconds * 1000;
      const until = new Date(Math.min(wished, row.createdAt.getTime() + LONGEST_LIFE_MS));
      if (until > row.expiresAt) {
        // What is inside ends by itself at its time, so it is told before it is promised.
        const sandbox = await reached(row);
        try {
          await sandbox.setDeadline(guestDeadline(until));
        } finally {
          sandbox.close();
        }
      }
      return keeping.extend(id, until);
    },

    async end(owner, id) {
      const { taskId } = await own(owner, id);
      const turn = await newestTurn(id);
      if (turn && taskId !== null && !isEnd(turn.state)) {
        // A turn that works is charged for it, so its sandbox ends with the turn and not under it.
        const stopped = await stopTask(owner, taskId);
        return turn.state === 'queued' ? [...stopped, ...(await keeping.end(id, turn.jobId))] : stopped;
      }
      return keeping.end(id, turn?.jobId ?? null);
    },
  };
}

function toVm(row: Row): Vm {
  return { sandbox: toSandbox(row), taskId: row['task_id'] as string | null };
}
