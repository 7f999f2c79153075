import { QueryTypes } from 'sequelize';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { statement, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import type { Job, JobEvent, JobEventType, JobState } from './job';

/*
 * The statements of jobs and their events. They are texts, for some of them are committed by the ledger,
 * alongside the money that they belong to.
 */

interface JobRow {
  id: string;
  owner_id: number;
  kind: string;
  surface: string;
  state: string;
  reason: string | null;
  input: unknown;
  model_id: number | null;
  quote: number | string;
  charged: number | string;
  price_version: number;
  progress: number;
  last_seq: number;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
}

interface EventRow {
  job_id: string;
  seq: number;
  type: string;
  data: unknown;
  created_at: Date;
}

/** Reads a job; with `tx`, no other transaction changes it before that one ends. */
export async function readJob(db: Database, id: string, tx?: Transaction): Promise<Job | undefined> {
  const [row] = await db.query<JobRow>(`SELECT * FROM jobs WHERE id = ?${tx ? ' FOR UPDATE' : ''}`, {
    replacements: [id],
    type: QueryTypes.SELECT,
    transaction: tx ?? null,
  });
  return row && toJob(row);
}

/** Several jobs, by their ids. */
export async function readJobs(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, Job>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<JobRow>('SELECT * FROM jobs WHERE id IN (?)', {
    replacements: [ids],
    type: QueryTypes.SELECT,
  });
  return new Map(rows.map((row) => [row.id, toJob(row)]));
}

/** A job's events after `afterSeq`, in order, at most `limit`. */
export async function readEvents(
  db: Database,
  jobId: string,
  afterSeq: number,
  limit: number,
): Promise<JobEvent[]> {
  const rows = await db.query<EventRow>(
    'SELECT * FROM job_events WHERE job_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    { replacements: [jobId, afterSeq, limit], type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({
    jobId: row.job_id,
    seq: row.seq,
    type: row.type as JobEventType,
    data: readJson<Record<string, unknown>>(row.data),
    createdAt: row.created_at,
  }));
}

/** See `Jobs.recent`. */
export async function readRecent(
  db: Database,
  owner: number,
  endedAfter: Date,
  limit: number,
): Promise<Pick<Job, 'id' | 'lastSeq'>[]> {
  const rows = await db.query<Pick<JobRow, 'id' | 'last_seq'>>(
    `SELECT id, last_seq FROM jobs WHERE owner_id = ? AND (ended_at IS NULL OR ended_at > ?)
     ORDER BY created_at DESC LIMIT ?`,
    { replacements: [owner, dateTime(endedAfter), limit], type: QueryTypes.SELECT },
  );
  return rows.map(({ id, last_seq: lastSeq }) => ({ id, lastSeq }));
}

/** A new job, and its first event. `coveredOn`: the day whose benefit of a membership pays for it. */
export function insertJob(job: Job, coveredOn: string | null): Statement[] {
  return [
    statement(
      `INSERT INTO jobs (id, owner_id, kind, surface, state, input, model_id, quote, price_version, covered_on,
         last_seq, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)`,
      [
        job.id,
        job.ownerId,
        job.kind,
        job.surface,
        job.state,
        JSON.stringify(job.input),
        job.modelId,
        job.quote,
        job.priceVersion,
        coveredOn,
        job.createdAt,
      ],
    ),
    statement(
      `INSERT INTO job_events (job_id, seq, type, data, created_at) VALUES (?, 1, 'queued', '{}', ?)`,
      [job.id, job.createdAt],
    ),
  ];
}

/** What a step changes of a job, and the event that tells of it. */
export interface Advance {
  readonly type: JobEventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly change: {
    readonly state?: JobState;
    readonly reason?: ErrorCode;
    readonly charged?: bigint;
    readonly progress?: number;
    readonly startedAt?: Date;
    readonly endedAt?: Date;
  };
}

const COLUMNS = {
  state: 'state',
  reason: 'reason',
  charged: 'charged',
  progress: 'progress',
  startedAt: 'started_at',
  endedAt: 'ended_at',
} as const satisfies Record<keyof Advance['change'], string>;

/** Takes a job one step further: its row, then its event under the next number. */
export function advanceJob(id: string, { type, data, change }: Advance, now: Date): Statement[] {
  const changed = Object.entries(change) as [keyof typeof COLUMNS, string | number | bigint | Date][];
  const assignments = changed.map(([name]) => `${COLUMNS[name]} = ?`).join(', ');
  return [
    statement(`UPDATE jobs SET ${assignments}, last_seq = last_seq + 1 WHERE id = ?`, [
      ...changed.map(([, value]) => value),
      id,
    ]),
    statement(
      `INSERT INTO job_events (job_id, seq, type, data, created_at)
       SELECT id, last_seq, ?, ?, ? FROM jobs WHERE id = ?`,
      [type, JSON.stringify(data), now, id],
    ),
  ];
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    ownerId: row.owner_id,
    kind: row.kind,
    surface: row.surface,
    state: row.state,
    reason: row.reason as ErrorCode | null,
    input: readJson(row.input),
    modelId: row.model_id,
    quote: BigInt(row.quote),
    charged: BigInt(row.charged),
    priceVersion: row.price_version,
    progress: row.progress,
    lastSeq: row.last_seq,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  } as Job; // the insert took `kind` and `input` from one WorkOrder
}
