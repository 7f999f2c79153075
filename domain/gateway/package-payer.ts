import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { insertStatements } from '../db/new-rows';
import { runStatements, sql, text } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { amountOf } from './budget-shares';
import type { Reservation } from './budgets';
import { CALL_HOLD_MS, type CallEnding, type OpenCall } from './call';
import type { CallWriter } from './call-writer';
import { writeOpening } from './opening';
import { isPaidByPackage, openRow } from './package-calls';
import type { Draw } from './package-draws';
import { costOf, rowsOf, settlingBudgets, usedOf, type Bill, type Payer } from './payer';
import { isPackageBudget, windowOf } from './window-limits';

/**
 * A package pays with what it has room for, and no money moves: what its calls may use is reserved of its budgets, and
 * what they used is spent there in the transaction that writes them down.
 */
export function createPackagePayer(dependencies: {
  readonly db: Database;
  readonly clock: Clock;
  readonly writer: CallWriter;
}): Payer {
  const { db, clock, writer } = dependencies;

  /** The call's row is there: it was settled before, or was taken for dead, and was not. */
  async function settleLate(call: OpenCall, ending: CallEnding, bill: Bill): Promise<void> {
    const { id } = call.facts;
    await inTransaction(db, async (tx) => {
      const [before] = await db.query<{ status: string }>(
        sql`SELECT status FROM gateway_calls WHERE id = ${text(id)} FOR UPDATE`,
        { type: QueryTypes.SELECT, transaction: tx },
      );
      if (before && before.status !== 'abandoned') return;
      const inserts = insertStatements(rowsOf(call, ending, bill)).map(({ statement }) => statement);
      const forget = sql`DELETE FROM gateway_calls WHERE id = ${text(id)}`;
      await runStatements(db, [...settlingBudgets(call, ending, bill, 'given back'), forget, ...inserts], tx);
    });
  }

  return {
    async open({ facts, reservations }) {
      if (!isPaidByPackage(facts)) throw new TypeError(`no package pays for call ${facts.id}`);
      const until = new Date(clock.now().getTime() + CALL_HOLD_MS);
      await writeOpening(dependencies, {
        callId: facts.id,
        reserving: reservations,
        rows: [openRow(facts, until)],
      });
    },

    async settle(call, ending) {
      const { facts, reservations } = call;
      const bill = billOf(call, ending);
      try {
        await writer.write({
          callId: facts.id,
          spending: { reservations, used: usedOf(ending, bill), isSure: true },
          closes: true,
          rows: rowsOf(call, ending, bill),
        });
      } catch (error) {
        if (faultOf(error) !== 'duplicate') throw error;
        await settleLate(call, ending, bill);
      }
      return bill;
    },
  };
}

/** All of it is drawn on the package, and nothing is held. */
function billOf({ quote, reservations }: OpenCall, ending: CallEnding): Bill {
  const { cost, baseCost } = costOf(quote, ending);
  const used = usedOf(ending, { cost, shortfall: 0n });
  const draw = (reservation: Reservation): Draw => ({
    unit: reservation.unit,
    window: windowOf(reservation),
    windowStart: reservation.windowStart,
    amount: amountOf(reservation.unit, used),
  });
  // A key has budgets of its own besides.
  return { cost, baseCost, held: 0n, shortfall: 0n, draws: reservations.filter(isPackageBudget).map(draw) };
}
