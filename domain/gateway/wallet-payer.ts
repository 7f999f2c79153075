import type { Clock } from '../clock';
import { credits, type Credits } from '../credits';
import type { Database } from '../db/database';
import { faultOf, isDatabaseOutage } from '../db/faults';
import { insertStatements } from '../db/new-rows';
import { runStatements, sql, text } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { isAppError } from '../errors';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import type { CaptureRequest } from '../ledger/operations';
import { changeBudgets, reserving } from './budget-changes';
import {
  CALL_HOLD_MS,
  holdOfCall,
  type CallCharge,
  type CallEnding,
  type CallFacts,
  type OpenCall,
} from './call';
import { descriptionOf } from './call-description';
import { costOf, rowsOf, settledBefore, settlingBudgets, type Bill, type Payer } from './payer';
import { insertReservations } from './reservations';

/** A wallet pays with a hold, and a capture of what was used. */
export function createWalletPayer({
  db,
  ledger,
  clock,
}: {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Payer {
  /** More was used than was set aside: the rest is taken from the wallet, as far as it has it, in one transaction. */
  async function captureWithRest(call: OpenCall, ending: CallEnding, cost: Credits, baseCost: Credits) {
    const { facts, quote } = call;
    const held = quote.amount;
    return inTransaction(db, async (tx) => {
      const taken = await takeRest(facts, cost - held, tx);
      const bill = { cost, baseCost, held, shortfall: cost - held - taken };
      await ledger.capture(captureOf(call, ending, bill), tx);
      return bill;
    });
  }

  /**
   * What was set aside has been given back, for its process seemed dead; but it was not, and the call has been
   * answered: it is charged from the wallet, and its row says so.
   */
  async function chargeLate(call: OpenCall, ending: CallEnding, cost: Credits, baseCost: Credits) {
    const { facts } = call;
    return inTransaction(db, async (tx) => {
      const taken = cost === 0n ? 0n : await takeRest(facts, cost, tx);
      const bill = { cost, baseCost, held: 0n, shortfall: cost - taken };
      await runStatements(
        db,
        [
          sql`DELETE FROM gateway_calls WHERE id = ${text(facts.id)}`,
          ...insertStatements(rowsOf(call, ending, bill)).map(({ statement }) => statement),
          ...settlingBudgets(call, ending, bill, 'given back'),
        ],
        tx,
      );
      return bill;
    });
  }

  async function takeRest(facts: CallFacts, amount: Credits, tx: Transaction): Promise<Credits> {
    const take = (part: Credits) =>
      ledger.transfer(
        {
          key: `${holdOfCall(facts.id)}/rest`,
          from: userAccount(facts.userId),
          to: PLATFORM.revenue,
          amount: part,
          kind: 'consume',
          description: descriptionOf(facts),
          reference: holdOfCall(facts.id),
        },
        tx,
      );
    try {
      await take(amount);
      return amount;
    } catch (error) {
      if (!isAppError(error, 'INSUFFICIENT_CREDITS')) throw error;
      const available = credits(error.details.available);
      if (available <= 0n) return 0n;
      await take(available);
      return available;
    }
  }

  return {
    async open({ facts, quote, reservations }) {
      const key = holdOfCall(facts.id);
      try {
        await ledger.hold({
          key,
          account: userAccount(facts.userId),
          amount: quote.amount,
          reference: key,
          expiresAt: new Date(clock.now().getTime() + CALL_HOLD_MS),
          description: descriptionOf(facts),
          alongside: [
            ...changeBudgets(reserving(reservations)),
            ...insertReservations([{ callId: facts.id, reservations }]),
          ],
        });
      } catch (error) {
        // A repeat, whose first answer was lost.
        if (faultOf(error) !== 'duplicate') throw error;
      }
    },

    async settle(call, ending): Promise<CallCharge> {
      const { facts, quote } = call;
      const { cost, baseCost } = costOf(quote, ending);
      const held = quote.amount;
      try {
        if (cost > held) return await captureWithRest(call, ending, cost, baseCost);
        const bill = { cost, baseCost, held, shortfall: 0n };
        await ledger.capture(captureOf(call, ending, bill));
        return bill;
      } catch (error) {
        if (isAppError(error, 'UNAVAILABLE') || isDatabaseOutage(error)) throw error;
        // A repeat, whose first answer was lost.
        const before = await settledBefore(db, facts.id);
        if (before) return before;
        if (!isAppError(error, 'HOLD_RESOLVED')) throw error;
        return chargeLate(call, ending, cost, baseCost);
      }
    },
  };
}

function captureOf(call: OpenCall, ending: CallEnding, bill: Bill): CaptureRequest {
  const { facts } = call;
  const hold = holdOfCall(facts.id);
  return {
    key: `${hold}/capture`,
    hold,
    amount: bill.cost < bill.held ? bill.cost : bill.held,
    to: PLATFORM.revenue,
    description: descriptionOf(facts),
    alongside: settlingBudgets(call, ending, bill, 'held'),
    rows: rowsOf(call, ending, bill),
  };
}
