import { QueryTypes } from 'sequelize';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { ErrorCode } from '../errors';
import type { Job, JobEvent, JobEventType } from './job';

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

/** Reads a job; with `lock`, no other transaction changes it before `tx` ends. */
export async function readJob(
  db: Database,
  id: string,
  tx: Transaction | null,
  lock = false,
): Promise<Job | undefined> {
  const [row] = await db.query<JobRow>(`SELECT * FROM jobs WHERE id = ?${lock ? ' FOR UPDATE' : ''}`, {
    replacements: [id],
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  return row && toJob(row);
}

export async function insertJob(db: Database, job: Job, tx: Transaction): Promise<void> {
  await db.query(
    `INSERT INTO jobs (id, owner_id, kind, surface, state, input, model_id, quote, price_version, last_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    {
      replacements: [
        job.id,
        job.ownerId,
        job.kind,
        job.surface,
        job.state,
        JSON.stringify(job.input),
        job.modelId,
        job.quote,
        job.priceVersion,
        job.lastSeq,
        dateTime(job.createdAt),
      ],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
}

/** Writes what a transition changes; the caller holds the job's lock. */
export async function updateJob(db: Database, job: Job, tx: Transaction): Promise<void> {
  await db.query(
    `UPDATE jobs SET state = ?, reason = ?, charged = ?, progress = ?, last_seq = ?, started_at = ?, ended_at = ?
     WHERE id = ?`,
    {
      replacements: [
        job.state,
        job.reason,
        job.charged,
        job.progress,
        job.lastSeq,
        job.startedAt && dateTime(job.startedAt),
        job.endedAt && dateTime(job.endedAt),
        job.id,
      ],
      type: QueryTypes.UPDATE,
      transaction: tx,
    },
  );
}

export async function insertEvent(db: Database, event: JobEvent, tx: Transaction): Promise<void> {
  await db.query('INSERT INTO job_events (job_id, seq, type, data, created_at) VALUES (?, ?, ?, ?, ?)', {
    replacements: [event.jobId, event.seq, event.type, JSON.stringify(event.data), dateTime(event.createdAt)],
    type: QueryTypes.INSERT,
    transaction: tx,
  });
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
