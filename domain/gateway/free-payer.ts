import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import type { CallWriter } from './call-writer';
import { writeOpening } from './opening';
import { costOf, rowsOf, settledBefore, usedOf, type Payer } from './payer';

/** What is free has nothing set aside but of budgets, and nothing stands for it while it is open. */
export function createFreePayer(dependencies: { readonly db: Database; readonly writer: CallWriter }): Payer {
  const { db, writer } = dependencies;
  return {
    async open({ facts, reservations }) {
      if (reservations.length === 0) return;
      await writeOpening(dependencies, { callId: facts.id, reserving: reservations });
    },

    async settle(call, ending) {
      const { facts, quote, reservations } = call;
      // Nothing was set aside for what has no price: so it is charged nothing either.
      const { cost, baseCost } = costOf(quote, ending);
      const bill = { cost, baseCost, held: 0n, shortfall: cost };
      try {
        await writer.write({
          callId: facts.id,
          rows: rowsOf(call, ending, bill),
          spending: { reservations, used: usedOf(ending, bill), isSure: false },
        });
        return bill;
      } catch (error) {
        // A repeat, whose first answer was lost.
        const before = faultOf(error) === 'duplicate' ? await settledBefore(db, facts.id) : undefined;
        if (before) return before;
        throw error;
      }
    },
  };
}
