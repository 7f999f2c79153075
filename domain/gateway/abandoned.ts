import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { runStatements } from '../db/statement';
import { inTransaction } from '../db/transaction';
import type { Hold, Ledger } from '../ledger/ledger';
import { QueryTypes } from 'sequelize';
import { changeBudgets, givingBack } from './budget-changes';
import { CALL_HOLD_MS, callOfHold, type CallEnding, type CallFacts } from './call';
import { describedCall } from './call-description';
import { firstIdAt } from './call-filter';
import { callRow } from './call-rows';
import { NOTHING } from './payer';
import { deleteReservations, readReservations, type Reserved } from './reservations';
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
  const described = describedCall(hold.description);
  const facts = {
    id,
    userId: Number(user),
    ...described,
    protocol: '',
    ip: '',
    userAgent: '',
    streamed: false,
    createdAt: hold.createdAt,
  };
  const row = callRow(facts, null, abandonedAt(clock.now(), facts), { ...NOTHING, held: hold.amount });
  const reserved = (await readReservations(db, [id])).get(id) ?? [];
  await ledger.release({
    key: `${hold.key}/release`,
    hold: hold.key,
    alongside: [...changeBudgets(givingBack(reserved)), ...deleteReservations([id])],
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
  const reserved = await readReservations(
    db,
    rows.map(({ call_id: id }) => id),
  );
  for (const [id, reservations] of reserved) await giveBack(db, id, reservations);
  return rows.length;
}

/** Unless the call is settled meanwhile: of the two, one waits for the other at the budgets' rows. */
async function giveBack(db: Database, callId: string, reserved: readonly Reserved[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    await runStatements(db, changeBudgets(givingBack(reserved)), tx);
    const left = (await readReservations(db, [callId], tx)).get(callId);
    if (!left) throw new NotAbandoned();
    await runStatements(db, deleteReservations([callId]), tx);
  }).catch((error: unknown) => {
    if (!(error instanceof NotAbandoned)) throw error;
  });
}

/** Rolls back what is done to a call that was settled meanwhile, or goes on. */
export class NotAbandoned extends Error {}
