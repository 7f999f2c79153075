import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, selectRows, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { PlatformName, PostKind } from './platforms';
import type { Publication, PublicationState, TargetState } from './publication';

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

/** @param lock whether nobody else changes it before `tx` ends */
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

/** Of a whole row of `publications`. */
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
