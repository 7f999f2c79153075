import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { sql, statement, text, type Statement } from '../db/statement';
import type { Hold, Ledger } from '../ledger/ledger';
import { QueryTypes } from 'sequelize';
import { callOfHold, type CallEnding, type CallFacts } from './call';
import { callRow } from './call-rows';
import { deleteReservations } from './budgets';
import { describedCall } from './metering';
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

/** What the call had reserved of budgets, as statements that give it back. */
export async function givingBack(db: Database, callId: string): Promise<Statement[]> {
  const rows = await db.query<{ subject: string; unit: string; window_start: Date; amount: string }>(
    sql`SELECT subject, unit, window_start, CAST(amount AS CHAR) AS amount FROM gateway_reservations
      WHERE call_id = ${text(callId)}`,
    { type: QueryTypes.SELECT },
  );
  return rows.map(({ subject, unit, window_start: windowStart, amount }) =>
    statement(
      `UPDATE gateway_budgets SET reserved = reserved - ?, admitted = 0
       WHERE subject = ? AND unit = ? AND window_start = ?`,
      [BigInt(amount), subject, unit, windowStart],
    ),
  );
}
