import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { list, sql, text, time, whole, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import type { BudgetUnit, Reservation } from './budgets';

/*
 * The rows that say which call has set aside what. They are written and deleted behind the change of their budgets, and
 * in its transaction: so of two who end one call, the second waits for the first at the budgets' rows.
 */

/** What a call is found to have set aside. */
export type Reserved = Omit<Reservation, 'limit'>;

/** One statement for all of them, or none. */
export function insertReservations(
  calls: readonly { readonly callId: string; readonly reservations: readonly Reservation[] }[],
): Statement[] {
  const rows = calls.flatMap(({ callId, reservations }) =>
    reservations.map(
      ({ subject, unit, windowStart, amount }) =>
        sql`(${text(callId)},${text(subject)},${text(unit)},${time(windowStart)},${whole(amount)})`,
    ),
  );
  if (rows.length === 0) return [];
  return [
    sql`INSERT INTO gateway_reservations (call_id, subject, unit, window_start, amount) VALUES ${list(rows)}`,
  ];
}

/** One statement for all of them, or none. */
export function deleteReservations(callIds: readonly string[]): Statement[] {
  if (callIds.length === 0) return [];
  return [sql`DELETE FROM gateway_reservations WHERE call_id IN (${list(callIds.map(text))})`];
}

/** What calls have set aside, by their ids; those without anything are missing. */
export async function readReservations(
  db: Database,
  callIds: readonly string[],
  tx: Transaction | null = null,
): Promise<Map<string, Reserved[]>> {
  const found = new Map<string, Reserved[]>();
  if (callIds.length === 0) return found;
  const rows = await db.query<{
    call_id: string;
    subject: string;
    unit: BudgetUnit;
    window_start: Date;
    amount: string;
  }>(
    sql`SELECT call_id, subject, unit, window_start, CAST(amount AS CHAR) AS amount FROM gateway_reservations
      WHERE call_id IN (${list(callIds.map(text))})`,
    { type: QueryTypes.SELECT, transaction: tx },
  );
  for (const { call_id: callId, subject, unit, window_start: windowStart, amount } of rows) {
    const own = found.get(callId) ?? [];
    own.push({ subject, unit, windowStart, amount: BigInt(amount) });
    found.set(callId, own);
  }
  return found;
}
