import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { CallFigures } from './calls';
import { windowStart } from './windows';

/*
 * What a key used in a month, whatever is kept of its calls: those that are deleted before their month ends leave their
 * sums behind, in totals of a kind of their own.
 */

const KIND = 'key-month';

/** `part` of such totals: 202611 for November 2026. */
function monthNumber(at: Date): number {
  return at.getUTCFullYear() * 100 + at.getUTCMonth() + 1;
}

/** Notes what calls of the month of now come to, before they are deleted. */
export async function keepMonthShares(
  db: Database,
  callIds: readonly string[],
  now: Date,
  tx: Transaction,
): Promise<void> {
  const sums = ['requests', 'input_tokens', 'output_tokens', 'cached_tokens', 'cost'];
  await db.query(
    `INSERT INTO gateway_totals (kind, id, part, ${sums.join(', ')})
     SELECT '${KIND}', api_key_id, ?, COUNT(*), SUM(input_tokens), SUM(output_tokens), SUM(cache_read_tokens),
       SUM(cost - shortfall)
     FROM gateway_calls
     WHERE id IN (?) AND created_at >= ? AND status <> 'refused' AND api_key_id IS NOT NULL GROUP BY api_key_id
     ON DUPLICATE KEY UPDATE ${sums.map((sum) => `${sum} = gateway_totals.${sum} + VALUES(${sum})`).join(', ')}`,
    {
      replacements: [monthNumber(now), callIds, dateTime(windowStart('month', now))],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
}

/** Deletes what was noted of months that are over. */
export async function forgetMonthShares(db: Database, now: Date): Promise<void> {
  await db.query(`DELETE FROM gateway_totals WHERE kind = '${KIND}' AND part < ?`, {
    replacements: [monthNumber(now)],
    type: QueryTypes.BULKDELETE,
  });
}

/** What a key used in the month of now; calls that were refused do not count. */
export async function monthOfKey(db: Database, keyId: number, now: Date): Promise<CallFigures> {
  // One statement: a call that is being deleted is in one of the two, and not in both.
  const [row] = await db.query<{ requests: number | string; tokens: number | string; cost: string }>(
    `SELECT SUM(requests) AS requests, SUM(tokens) AS tokens, CAST(SUM(cost) AS CHAR) AS cost FROM (
       SELECT COUNT(*) AS requests, COALESCE(SUM(input_tokens + output_tokens), 0) AS tokens,
         COALESCE(SUM(cost - shortfall), 0) AS cost
       FROM gateway_calls WHERE api_key_id = ? AND created_at >= ? AND status <> 'refused'
       UNION ALL
       SELECT requests, input_tokens + output_tokens, cost FROM gateway_totals
       WHERE kind = '${KIND}' AND id = ? AND part = ?) shares`,
    {
      replacements: [keyId, dateTime(windowStart('month', now)), keyId, monthNumber(now)],
      type: QueryTypes.SELECT,
    },
  );
  return { requests: Number(row?.requests), tokens: Number(row?.tokens), cost: BigInt(row?.cost ?? 0) };
}
