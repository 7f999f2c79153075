import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { AccountType } from './accounts';
import type { Hold } from './operations';
import { money } from './rows';
import type { Row } from './session';

/** Pending holds whose time is over at `now`, the longest overdue first, at most `limit`. */
export async function expiredHolds(db: Database, now: Date, limit: number): Promise<Hold[]> {
  const rows = await db.query<Row>(
    `SELECT h.hold_key, h.amount, h.reference, h.expires_at, h.created_at, a.owner, a.type, t.description
     FROM holds h JOIN accounts a ON a.id = h.account_id JOIN transfers t ON t.idem_key = h.hold_key
     WHERE h.state = 'pending' AND h.expires_at <= ? ORDER BY h.expires_at, h.hold_key LIMIT ?`,
    { replacements: [dateTime(now), limit], type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({
    key: row['hold_key'] as string,
    account: { owner: row['owner'] as string, type: row['type'] as AccountType },
    amount: money(row['amount']),
    reference: row['reference'] as string,
    description: row['description'] as string,
    expiresAt: row['expires_at'] as Date,
    createdAt: row['created_at'] as Date,
  }));
}

/** Moves the end of a pending hold to `expiresAt`. Answers false when it is not pending any more. */
export async function extendHold(db: Database, hold: string, expiresAt: Date): Promise<boolean> {
  await db.query("UPDATE holds SET expires_at = ? WHERE hold_key = ? AND state = 'pending'", {
    replacements: [dateTime(expiresAt), hold],
  });
  // Read back, for an update that finds the time as it should be counts no row as changed.
  const rows = await db.query("SELECT 1 FROM holds WHERE hold_key = ? AND state = 'pending'", {
    replacements: [hold],
    type: QueryTypes.SELECT,
  });
  return rows.length > 0;
}
