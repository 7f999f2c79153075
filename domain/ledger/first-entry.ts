import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import type { Account } from './book';
import type { Row } from './session';

/** Looked at in one read: of a million entries three reads find the one. */
const PROBES = 100;

/**
 * The number of an account's first entry at a time or after it; the one after its last when there is none. Entries come
 * in the order of time, up to the difference between the clocks of processes that write at once, and a transfer's id
 * begins with its time: see transfer-ids.ts.
 */
export async function firstEntryAt(
  db: Database,
  { id, lastSeq }: Pick<Account, 'id' | 'lastSeq'>,
  time: Date,
): Promise<number> {
  // The entry before `low` is earlier, and `high` is not.
  let low = 1;
  let high = lastSeq + 1;
  while (low < high) {
    const step = Math.ceil((high - low) / PROBES);
    const probes: number[] = [];
    for (let seq = low + step - 1; seq < high; seq += step) probes.push(seq);
    const rows = await db.query<Row>(
      'SELECT seq, transfer_id FROM entries WHERE account_id = ? AND seq IN (?) ORDER BY seq',
      { replacements: [id, probes], type: QueryTypes.SELECT },
    );
    const found = rows.find((row) => timeOf(row['transfer_id'] as Buffer) >= time.getTime());
    const first = found && Number(found['seq']);
    const last = probes.findLast((seq) => first === undefined || seq < first);
    if (first !== undefined) high = first;
    if (last !== undefined) low = last + 1;
  }
  return low;
}

/** In milliseconds: the first 48 bits of a UUID v7. */
function timeOf(id: Buffer): number {
  return id.readUIntBE(0, 6);
}
