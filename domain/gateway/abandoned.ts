import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { dateTime } from '../db/columns';
import { insertStatements } from '../db/new-rows';
import { runStatements, sql, statement, text, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import type { Hold, Ledger } from '../ledger/ledger';
import { QueryTypes } from 'sequelize';
import { callOfHold, type CallEnding, type CallFacts } from './call';
import { callRow } from './call-rows';
import { deleteReservations } from './budgets';
import { describedCall } from './metering';
import { overduePackageCalls, type PackageCallFacts } from './package-calls';
import { NO_USAGE } from './usage';

const OWNER = /^user:(\d+)$/;

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
  const row = callRow(facts, null, abandoned(facts, clock.now()), {
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

function abandoned({ createdAt }: Pick<CallFacts, 'createdAt'>, at: Date): CallEnding {
  return {
    status: 'abandoned',
    error: { code: 'ABANDONED', message: 'The process that served the call ended.' },
    usage: NO_USAGE,
    usageSource: 'none',
    attempts: [],
    losses: [],
    firstByteMs: null,
    durationMs: Math.max(0, at.getTime() - createdAt.getTime()),
  };
}

/** How many calls are looked at together. */
const BATCH = 100;

/**
 * Ends the calls on packages whose processes died: what they had reserved goes back, and each is written down as
 * abandoned, having used nothing. Answers how many there were; `onEnded` is told of each, and what it throws ends this.
 * May be repeated, and run beside itself.
 */
export async function endAbandonedPackageCalls(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  onEnded: () => void = () => undefined,
): Promise<number> {
  for (let ended = 0; ;) {
    const overdue = await overduePackageCalls(db, clock.now(), BATCH);
    for (const facts of overdue) {
      if (!(await endPackageCall(db, facts, clock.now()))) continue;
      ended += 1;
      onEnded();
    }
    if (overdue.length < BATCH) return ended;
  }
}

/** False for a call that was settled meanwhile, or goes on: then nothing is written. */
async function endPackageCall(db: Database, facts: PackageCallFacts, at: Date): Promise<boolean> {
  const { id } = facts;
  const back = [...(await givingBack(db, id)), deleteReservations(id)];
  const row = callRow(facts, null, abandoned(facts, at), { baseCost: 0n, cost: 0n, held: 0n, shortfall: 0n });
  const inserts = insertStatements([row]).map(({ statement }) => statement);
  try {
    // In the order of a settlement, so that the two do not wait for each other in a circle.
    await inTransaction(db, async (tx) => {
      await runStatements(db, back, tx);
      const isOverdue = await db.query(
        `DELETE FROM gateway_package_calls WHERE call_id = ? AND expires_at <= ?`,
        { replacements: [id, dateTime(at)], type: QueryTypes.BULKDELETE, transaction: tx },
      );
      if (isOverdue === 0) throw new NotAbandoned();
      await runStatements(db, inserts, tx);
    });
    return true;
  } catch (error) {
    if (error instanceof NotAbandoned) return false;
    throw error;
  }
}

/** Rolls back. */
class NotAbandoned extends Error {}

/** What the call had reserved of budgets, as statements that give it back. */
async function givingBack(db: Database, callId: string): Promise<Statement[]> {
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
