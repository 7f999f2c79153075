import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertStatements } from '../db/new-rows';
import { runStatements } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { abandonedAt, NotAbandoned } from './abandoned';
import { changeBudgets, givingBack } from './budget-changes';
import { callRow } from './call-rows';
import { keepPackageCallsOpen, overduePackageCalls, type PackageCallFacts } from './package-calls';
import { NOTHING } from './payer';
import { deleteReservations, readReservations } from './reservations';

/** How many calls are looked at together. */
const BATCH = 100;
const PUT_OFF_MS = 600_000;

/**
 * Ends the calls on packages whose processes died: what they had reserved goes back, and each is written down as
 * abandoned, having used nothing. Answers how many there were; `onEnded` is told of each, `onFailed` of each that is put
 * off; what they throw ends this.
 * May be repeated, and run beside itself.
 */
export async function endAbandonedPackageCalls(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  onEnded: () => void = () => undefined,
  onFailed: (error: unknown, callId: string) => void = () => undefined,
): Promise<number> {
  for (let ended = 0; ;) {
    const overdue = await overduePackageCalls(db, clock.now(), BATCH);
    for (const facts of overdue) {
      try {
        if (!(await end(db, facts, clock.now()))) continue;
      } catch (error) {
        // One that cannot be ended must not keep those behind it: it comes again later.
        await db.query(keepPackageCallsOpen([facts.id], new Date(clock.now().getTime() + PUT_OFF_MS)));
        onFailed(error, facts.id);
        continue;
      }
      ended += 1;
      onEnded();
    }
    if (overdue.length < BATCH) return ended;
  }
}

/** False for a call that was settled meanwhile, or goes on: then nothing is written. */
async function end(db: Database, facts: PackageCallFacts, at: Date): Promise<boolean> {
  const { id } = facts;
  const reserved = (await readReservations(db, [id])).get(id) ?? [];
  const back = [...changeBudgets(givingBack(reserved)), ...deleteReservations([id])];
  const row = callRow(facts, null, abandonedAt(at, facts), NOTHING);
  const inserts = insertStatements([row]).map(({ statement }) => statement);
  try {
    // In the order of a settlement, so that the two do not wait for each other in a circle.
    await inTransaction(db, async (tx) => {
      await runStatements(db, back, tx);
      const found = await db.query(
        'DELETE FROM gateway_package_calls WHERE call_id = ? AND expires_at <= ?',
        {
          replacements: [id, dateTime(at)],
          type: QueryTypes.BULKDELETE,
          transaction: tx,
        },
      );
      if (found === 0) throw new NotAbandoned();
      await runStatements(db, inserts, tx);
    });
    return true;
  } catch (error) {
    if (error instanceof NotAbandoned) return false;
    throw error;
  }
}
