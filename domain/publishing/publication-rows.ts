import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, selectRows, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { PlatformName, PostKind } from './platforms';
import type { FailureReason, Publication, PublicationState, Target, TargetState } from './publication';

/** With the account's name, and what its publication says. */
const SELECT_TARGETS = `SELECT t.*, a.name AS account_name, p.creation_id, p.title, p.content_type, p.scheduled_at
  FROM publication_targets t
  JOIN publications p ON p.id = t.publication_id
  JOIN platform_accounts a ON a.id = t.account_id`;

/** Writes a publication that waits for its time, and its record at each account; answers its id. */
export async function insertPublication(
  db: Database,
  publication: Omit<Publication, 'id' | 'state' | 'batchId'>,
  accounts: readonly { readonly id: number; readonly platform: PlatformName }[],
  tx: Transaction,
): Promise<number> {
  const { ownerId, scheduledAt } = publication;
  const at = dateTime(publication.createdAt);
  const times = { created_at: at, updated_at: at };
  const id = await insertRow(
    db,
    'publications',
    {
      owner_id: ownerId,
      creation_id: publication.creationId,
      title: publication.title,
      content_type: publication.contentType,
      state: 'waiting' satisfies PublicationState,
      run: publication.run,
      scheduled_at: scheduledAt && dateTime(scheduledAt),
      due_at: dateTime(publication.dueAt),
      ...times,
    },
    tx,
  );
  for (const { id: accountId, platform } of accounts) {
    const state: TargetState = 'waiting';
    const its = { publication_id: id, owner_id: ownerId, account_id: accountId, platform, state };
    await insertRow(db, 'publication_targets', { ...its, references_at_platform: '{}', ...times }, tx);
  }
  return id;
}

export async function readPublication(
  db: Database,
  id: number,
  tx: Transaction | null = null,
  lock = false,
): Promise<Publication | undefined> {
  const [row] = await selectRows(
    db,
    `SELECT * FROM publications WHERE id = ?${lock ? ' FOR UPDATE' : ''}`,
    [id],
    tx,
  );
  return row && toPublication(row);
}

/** How many of an owner's records wait for their time; counts no further than `most`. */
export async function countWaiting(
  db: Database,
  ownerId: number,
  most: number,
  tx: Transaction,
): Promise<number> {
  const [row] = await selectRows(
    db,
    `SELECT COUNT(*) AS waiting FROM
       (SELECT 1 FROM publication_targets WHERE owner_id = ? AND state = 'waiting' LIMIT ?) records`,
    [ownerId, most],
    tx,
  );
  return row?.['waiting'] as number;
}

/** Those that are due for so long and have not ended, after an id, the lowest ids first. */
export async function readOverdue(
  db: Database,
  before: Date,
  after: number,
  limit: number,
): Promise<Publication[]> {
  const rows = await selectRows(
    db,
    `SELECT * FROM publications
     WHERE state IN ('waiting', 'publishing') AND due_at <= ? AND id > ? ORDER BY id LIMIT ?`,
    [dateTime(before), after, limit],
  );
  return rows.map(toPublication);
}

export async function readTargets(
  db: Database,
  publicationId: number,
  tx: Transaction | null = null,
): Promise<Target[]> {
  const rows = await selectRows(
    db,
    `${SELECT_TARGETS} WHERE t.publication_id = ? ORDER BY t.id`,
    [publicationId],
    tx,
  );
  return rows.map(toTarget);
}

/** How a target stands, and what it is of. */
export interface TargetOf {
  readonly targetId: number;
  readonly publicationId: number;
  readonly state: TargetState;
}

/** The targets of those publications that are being published, and by this batch. */
export async function readTargetsOf(
  db: Database,
  publicationIds: readonly number[],
  batchId: string,
): Promise<TargetOf[]> {
  const rows = await selectRows(
    db,
    `SELECT t.id, t.publication_id, t.state FROM publication_targets t
     JOIN publications p ON p.id = t.publication_id
     WHERE p.id IN (?) AND p.state = 'publishing' AND p.run = 0 AND COALESCE(p.batch_id, ?) = ? ORDER BY t.id`,
    [publicationIds, batchId, batchId],
  );
  return rows.map((row) => ({
    targetId: row['id'] as number,
    publicationId: row['publication_id'] as number,
    state: row['state'] as TargetState,
  }));
}

export async function readTarget(
  db: Database,
  id: number,
  tx: Transaction | null = null,
): Promise<Target | undefined> {
  const [row] = await selectRows(db, `${SELECT_TARGETS} WHERE t.id = ?`, [id], tx);
  return row && toTarget(row);
}

/** Those that a platform's event may mean: what it names is its own account's alone. */
export async function readTargetsOfEvent(
  db: Database,
  platform: PlatformName,
  event: string,
): Promise<Target[]> {
  const where = 't.event_ref = ? AND t.platform = ? ORDER BY t.id LIMIT 100';
  return (await selectRows(db, `${SELECT_TARGETS} WHERE ${where}`, [event, platform])).map(toTarget);
}

export interface HistoryFilter {
  readonly platform?: PlatformName | undefined;
  /** Of any of these states. */
  readonly states?: readonly TargetState[] | undefined;
  /** Whether there was a time to wait for. */
  readonly scheduled?: boolean | undefined;
}

export interface HistoryQuery extends HistoryFilter {
  readonly owner: number;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** A page of an owner's records, newest first, and how many there are. */
export async function readHistory(
  db: Database,
  { owner, platform, states, scheduled, page, pageSize }: HistoryQuery,
): Promise<{ total: number; items: Target[] }> {
  const filters = ['t.owner_id = ?'];
  const values: unknown[] = [owner];
  if (platform !== undefined) {
    filters.push('t.platform = ?');
    values.push(platform);
  }
  if (states !== undefined) {
    filters.push('t.state IN (?)');
    values.push(states);
  }
  if (scheduled !== undefined) filters.push(`p.scheduled_at IS ${scheduled ? 'NOT ' : ''}NULL`);
  // What is counted, and what stands before the page, is read out of a key alone wherever the records themselves decide.
  const publications = scheduled === undefined ? '' : ' JOIN publications p ON p.id = t.publication_id';
  const found = `publication_targets t${publications} WHERE ${filters.join(' AND ')}`;
  const [[count], rows] = await Promise.all([
    selectRows(db, `SELECT COUNT(*) AS total FROM ${found}`, [...values]),
    selectRows(
      db,
      `${SELECT_TARGETS} JOIN (SELECT t.id FROM ${found} ORDER BY t.id DESC LIMIT ? OFFSET ?) listed ON listed.id = t.id
       ORDER BY t.id DESC`,
      [...values, pageSize, (page - 1) * pageSize],
    ),
  ]);
  return { total: (count?.['total'] as number | undefined) ?? 0, items: rows.map(toTarget) };
}

export function toPublication(row: Row): Publication {
  return {
    id: row['id'] as number,
    ownerId: row['owner_id'] as number,
    creationId: row['creation_id'] as number,
    title: row['title'] as string,
    contentType: row['content_type'] as PostKind,
    state: row['state'] as PublicationState,
    run: row['run'] as number,
    batchId: row['batch_id'] as string | null,
    scheduledAt: row['scheduled_at'] as Date | null,
    dueAt: row['due_at'] as Date,
    createdAt: row['created_at'] as Date,
  };
}

function toTarget(row: Row): Target {
  return {
    id: row['id'] as number,
    publicationId: row['publication_id'] as number,
    ownerId: row['owner_id'] as number,
    creationId: row['creation_id'] as number,
    accountId: row['account_id'] as number,
    accountName: row['account_name'] as string,
    platform: row['platform'] as PlatformName,
    contentType: row['content_type'] as PostKind,
    title: row['title'] as string,
    state: row['state'] as TargetState,
    references: readJson(row['references_at_platform']),
    postId: row['post_id'] as string | null,
    postUrl: row['post_url'] as string | null,
    reason: row['reason'] as FailureReason | null,
    message: row['message'] as string | null,
    scheduledAt: row['scheduled_at'] as Date | null,
    submittedAt: row['submitted_at'] as Date | null,
    heldUntil: row['held_until'] as Date | null,
    publishedAt: row['published_at'] as Date | null,
    createdAt: row['created_at'] as Date,
  };
}
