import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { currencyOf, type AccountRef } from './accounts';
import { money } from './rows';
import type { Row } from './session';

/** Whether an entry `e` of the transfer `t` is one of work: what was consumed, or came back of that. */
export const IS_OF_WORK = "(t.kind = 'consume' OR (t.kind = 'refund' AND e.amount > 0))";

/** So many entries are added up at each read rather than written down. */
const NOT_WORTH_WRITING = 100;

/** What work had cost an account with its entry of this number. */
interface Total {
  readonly accountId: number;
  readonly seq: number;
  readonly spent: Credits;
}

/**
 * What work has cost the account so far: what was consumed, less what came back of it. Each entry is read a few
 * times, however often this is asked: entries never change, so the total up to one of them is kept beside them. The
 * total is no column of the account, for then every operation would pay for a figure that few ask for, and
 * one of the version before, which does not know the column, would make it wrong.
 */
export async function spent(db: Database, ref: AccountRef): Promise<Credits> {
  const [row] = await db.query<Row>(
    `SELECT a.id, a.last_seq, s.seq, s.spent
     FROM accounts a LEFT JOIN spent_totals s ON s.account_id = a.id
     WHERE a.owner = ? AND a.type = ? AND a.currency = ?`,
    { replacements: [ref.owner, ref.type, currencyOf(ref)], type: QueryTypes.SELECT },
  );
  if (!row) return 0n;
  const known = {
    accountId: Number(row['id']),
    seq: Number(row['seq'] ?? 0),
    spent: money(row['spent'] ?? 0),
  };
  const newest = Number(row['last_seq']);
  if (newest <= known.seq) return known.spent;
  const total = await addUp(db, known, newest);
  if (newest - known.seq > NOT_WORTH_WRITING) await keep(db, total);
  return total.spent;
}

async function addUp(db: Database, { accountId, seq, spent: before }: Total, newest: number): Promise<Total> {
  const [row] = await db.query<Row>(
    `SELECT COALESCE(SUM(-e.amount), 0) AS spent FROM entries e JOIN transfers t ON t.id = e.transfer_id
     WHERE e.account_id = ? AND e.seq > ? AND e.seq <= ? AND ${IS_OF_WORK}`,
    { replacements: [accountId, seq, newest], type: QueryTypes.SELECT },
  );
  return { accountId, seq: newest, spent: before + money(row?.['spent'] ?? 0) };
}

/** Of two who keep a total at once, the later one's stands: an older total is right as well. */
async function keep(db: Database, { accountId, seq, spent: total }: Total): Promise<void> {
  await inTransaction(db, (transaction) =>
    db.query(
      `INSERT INTO spent_totals (account_id, seq, spent) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE seq = VALUES(seq), spent = VALUES(spent)`,
      { replacements: [accountId, seq, total], type: QueryTypes.INSERT, transaction },
    ),
  );
}
