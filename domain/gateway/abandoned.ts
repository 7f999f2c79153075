import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { runStatements, sql, statement, text, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import type { Hold, Ledger } from '../ledger/ledger';
import { QueryTypes } from 'sequelize';
import { callOfHold, type CallEnding, type CallFacts } from './call';
import { firstIdAt } from './call-filter';
import { callRow } from './call-rows';
import { deleteReservations, lockReservations } from './budgets';
import { CALL_HOLD_MS, describedCall } from './metering';
import { NO_USAGE } from './usage';

const OWNER = /^user:(\d+)$/;

/** How a call ended whose process died. */
export function abandonedAt(now: Date, { createdAt }: Pick<CallFacts, 'createdAt'>): CallEnding {
  return {
    status: 'abandoned',
    error: { code: 'ABANDONED', message: 'The process that served the call ended.' },
    usage: NO_USAGE,
    usageSource: 'none',
    attempts: [],
    losses: [],
    firstByteMs: null,
    durationMs: Math.max(0, now.getTime() - createdAt.getTime()),
  };
}

/**
 * Ends a call whose process died: what was set aside goes back to the wallet and the budgets, and the call is written
 * down as abandoned, at no cost. Answers false for a hold that is no call's. May be repeated.
 */
export async function endAbandonedCall(
  hold: Hold,
  { db, ledger, clock }: { readonly db: Database; readonly ledger: Ledger; readonly clock: Clock },
): Promise<boolean> {
  const id = callOfHold(hold.key);
  const user = OWNER.exec(hold.account.owner)?.[1];
  if (id === undefined || user === undefined) return false;
  const { model, keyId } = describedCall(hold.description);
  const facts = {
    id,
    userId: Number(user),
    keyId,
    surface: 'gateway',
    model,
    protocol: '',
    ip: '',
    userAgent: '',
    streamed: false,
    createdAt: hold.createdAt,
  };
  const row = callRow(facts, null, abandonedAt(clock.now(), facts), {
    baseCost: 0n,
    cost: 0n,
    held: hold.amount,
    shortfall: 0n,
  });
  await ledger.release({
    key: `${hold.key}/release`,
    hold: hold.key,
    alongside: [...(await givingBack(db, id)), deleteReservations(id)],
    rows: [row],
  });
  return true;
}

/**
 * Gives back what calls without a hold, of free models, have reserved of budgets, if their processes died: they are
 * older than any call may be that runs. Nothing tells whose they were, so they are not written down. Answers how many
 * there were, at most `limit`.
 */
export async function giveBackAbandoned(
  limit: number,
  {
    db,
    clock,
    longestCallMs,
  }: { readonly db: Database; readonly clock: Clock; readonly longestCallMs: number },
): Promise<number> {
  const before = new Date(clock.now().getTime() - longestCallMs - CALL_HOLD_MS);
  const rows = await db.query<{ call_id: string }>(
    `SELECT DISTINCT r.call_id FROM gateway_reservations r
     WHERE r.call_id < ? AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.hold_key = CONCAT('call/', r.call_id))
       AND NOT EXISTS (SELECT 1 FROM gateway_package_calls p WHERE p.call_id = r.call_id)
     ORDER BY r.call_id LIMIT ?`,
    { replacements: [firstIdAt(before), limit], type: QueryTypes.SELECT },
  );
  for (const { call_id: id } of rows) {
    await inTransaction(db, async (tx) => {
      await runStatements(db, [lockReservations(id)], tx);
      await runStatements(db, [...(await givingBack(db, id, tx)), deleteReservations(id)], tx);
    });
  }
  return rows.length;
}

/** What the call has reserved of budgets, as statements that give it back. */
export async function givingBack(
  db: Database,
  callId: string,
  tx: Transaction | null = null,
): Promise<Statement[]> {
  const rows = await db.query<{ subject: string; unit: string; window_start: Date; amount: string }>(
    sql`SELECT subject, unit, window_start, CAST(amount AS CHAR) AS amount FROM gateway_reservations
      WHERE call_id = ${text(callId)} ORDER BY subject, unit, window_start`,
    { type: QueryTypes.SELECT, transaction: tx },
  );
  return rows.map(({ subject, unit, window_start: windowStart, amount }) =>
    statement(
      `UPDATE gateway_budgets SET reserved = reserved - ?, admitted = 0
       WHERE subject = ? AND unit = ? AND window_start = ?`,
      [BigInt(amount), subject, unit, windowStart],
    ),
  );
}
