import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { TargetState } from './publication';

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
