import { QueryTypes } from 'sequelize';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { References } from './adapter';
import type { PlatformName, PostKind } from './platforms';
import type { FailureReason, Target, TargetState } from './publication';

/** Whole targets as `t`, with the account's name, and what their publications (`p`) say. */
export const SELECT_TARGETS = `SELECT t.*, a.name AS account_name, p.creation_id, p.title, p.content_type, p.scheduled_at
  FROM publication_targets t
  JOIN publications p ON p.id = t.publication_id
  JOIN platform_accounts a ON a.id = t.account_id`;

/** A publication's, in the order in which they were written. */
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

/** Undefined where there is none. */
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

/** Moves all of a publication's targets from one state to another. */
export async function setTargets(
  db: Database,
  publicationId: number,
  from: TargetState,
  to: TargetState,
  now: Date,
  tx: Transaction,
): Promise<void> {
  await db.query(
    'UPDATE publication_targets SET state = ?, updated_at = ? WHERE publication_id = ? AND state = ?',
    { replacements: [to, dateTime(now), publicationId, from], type: QueryTypes.UPDATE, transaction: tx },
  );
}

/**
 * Changes a target that is in one of these states; answers whether it was. Of two that try, one finds it there.
 * `columns` stands in the code.
 * @param step changes it only while this is the step that was begun last
 */
export async function moveTarget(
  db: Database,
  id: number,
  from: readonly TargetState[],
  columns: Readonly<Record<string, string | null>>,
  now: Date,
  { tx = null, step }: { readonly tx?: Transaction | null; readonly step?: string | undefined } = {},
): Promise<boolean> {
  const changes = { ...columns, updated_at: dateTime(now) };
  const assignments = Object.keys(changes).map((name) => `${name} = ?`);
  const [, changed] = await db.query(
    `UPDATE publication_targets SET ${assignments.join(', ')}
     WHERE id = ? AND state IN (?)${step === undefined ? '' : ' AND step = ?'}`,
    {
      replacements: [...Object.values(changes), id, from, ...(step === undefined ? [] : [step])],
      type: QueryTypes.UPDATE,
      transaction: tx,
    },
  );
  return changed > 0;
}

/**
 * Adds to what the platform has named of a target; answers whether that changed anything.
 * @param step changes it only while this is the step that was begun last
 */
export async function mergeReferences(
  db: Database,
  id: number,
  more: References,
  { tx = null, step }: { readonly tx?: Transaction | null; readonly step?: string | undefined } = {},
): Promise<boolean> {
  const [, changed] = await db.query(
    `UPDATE publication_targets SET references_at_platform = JSON_MERGE_PATCH(references_at_platform, ?),
       event_ref = COALESCE(?, event_ref)
     WHERE id = ?${step === undefined ? '' : ' AND step = ?'}`,
    {
      replacements: [JSON.stringify(more), more['event'] ?? null, id, ...(step === undefined ? [] : [step])],
      type: QueryTypes.UPDATE,
      transaction: tx,
    },
  );
  return changed > 0;
}

/** Of a row of `SELECT_TARGETS`. */
export function toTarget(row: Row): Target {
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
