import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import { statement, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import type { SandboxRow, SandboxState } from './sandbox';

/** Reads a sandbox; with `tx`, no other transaction changes it before that one ends. */
export async function readSandbox(
  db: Database,
  id: string,
  tx?: Transaction,
): Promise<SandboxRow | undefined> {
  const rows = await selectRows(
    db,
    `SELECT * FROM sandboxes WHERE id = ?${tx ? ' FOR UPDATE' : ''}`,
    [id],
    tx,
  );
  return rows.map(toSandbox)[0];
}

export function insertSandbox(sandbox: SandboxRow): Statement {
  return statement(
    `INSERT INTO sandboxes (id, owner_id, image, state, job_id, cpus, memory_bytes, disk_bytes, processes, expires_at,
       created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      sandbox.id,
      sandbox.ownerId,
      sandbox.image,
      sandbox.state,
      sandbox.jobId,
      sandbox.cpus,
      sandbox.memoryBytes,
      sandbox.diskBytes,
      sandbox.processes,
      sandbox.expiresAt,
      sandbox.createdAt,
    ],
  );
}

const COLUMNS = {
  state: 'state',
  reason: 'reason',
  driver: 'driver',
  host: 'host',
  liveHost: 'live_host',
  jobId: 'job_id',
  idleSince: 'idle_since',
  expiresAt: 'expires_at',
  keptUntil: 'kept_until',
  readyAt: 'ready_at',
  goneAt: 'gone_at',
  cpuMs: 'cpu_ms',
  memoryPeakBytes: 'memory_peak_bytes',
} as const;

/** What a step changes of a sandbox. `liveHost`: whose slot it takes. */
export type SandboxChange = { readonly [K in keyof typeof COLUMNS]?: string | number | Date | null };

export function changeSandbox(id: string, change: SandboxChange): Statement {
  const changed = Object.entries(change) as [keyof typeof COLUMNS, string | number | Date | null][];
  const assignments = changed.map(([name]) => `${COLUMNS[name]} = ?`).join(', ');
  return statement(`UPDATE sandboxes SET ${assignments} WHERE id = ?`, [
    ...changed.map(([, value]) => value),
    id,
  ]);
}

/** Ends one that has had no place yet. */
export function endUnplaced(id: string, now: Date): Statement {
  return statement(
    "UPDATE sandboxes SET state = 'gone', gone_at = ?, job_id = NULL WHERE id = ? AND state = 'waiting'",
    [now, id],
  );
}

export function toSandbox(row: Row): SandboxRow {
  return {
    id: row['id'] as string,
    ownerId: row['owner_id'] as number,
    image: row['image'] as string,
    driver: row['driver'] as string | null,
    host: row['host'] as string | null,
    state: row['state'] as SandboxState,
    reason: row['reason'] as ErrorCode | null,
    jobId: row['job_id'] as string | null,
    cpus: Number(row['cpus']),
    memoryBytes: Number(row['memory_bytes']),
    diskBytes: Number(row['disk_bytes']),
    processes: Number(row['processes']),
    idleSince: row['idle_since'] as Date | null,
    expiresAt: row['expires_at'] as Date,
    keptUntil: row['kept_until'] as Date | null,
    createdAt: row['created_at'] as Date,
    readyAt: row['ready_at'] as Date | null,
    goneAt: row['gone_at'] as Date | null,
    cpuMs: row['cpu_ms'] === null ? null : Number(row['cpu_ms']),
    memoryPeakBytes: row['memory_peak_bytes'] === null ? null : Number(row['memory_peak_bytes']),
  };
}
