import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Ledger } from '../ledger/ledger';
import { reservationsOf } from './budget-shares';
import type { Budget } from './budgets';
import type { CallCharge, CallEnding, CallFacts, CallQuote, OpenCall } from './call';
import { callRow } from './call-rows';
import type { CallWriter } from './call-writer';
import { createFreePayer } from './free-payer';
import { isPaidByPackage } from './package-calls';
import { createPackagePayer } from './package-payer';
import { NOTHING, plannedOf, type Payer } from './payer';
import { soundUsage } from './sound-usage';
import { createSpentBudgets, isBudgetSpent } from './spent-budgets';
import { createWalletPayer } from './wallet-payer';

export type { OpenCall } from './call';

/** What calls may use, and what they used. */
export interface Metering {
  /**
   * Sets aside what a call may cost, for `CALL_HOLD_MS`: `Calls` makes it longer. A repeat sets nothing more aside.
   * @throws AppError INSUFFICIENT_CREDITS; QUOTA_SPENT when a budget has too little left; UNAVAILABLE
   */
  open(facts: CallFacts, quote: CallQuote, budgets: readonly Budget[]): Promise<OpenCall>;
  /**
   * Charges what a call used, and writes it down with it. What it used beyond what was set aside is charged as far as
   * the wallet has it. A repeat charges nothing more. @throws AppError UNAVAILABLE: then it has to be settled again.
   */
  settle(call: OpenCall, ending: CallEnding): Promise<CallCharge>;
  /** Writes down a call that was refused before anything was set aside. @throws AppError UNAVAILABLE */
  note(facts: CallFacts, ending: CallEnding): Promise<void>;
}

/** Decides what is reserved for calls, whatever pays for them: that writes it, in one transaction with its own. */
export function createMetering({
  db,
  ledger,
  clock,
  writer,
}: {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Writes what moves no money. */
  readonly writer: CallWriter;
}): Metering {
  const spentBudgets = createSpentBudgets({ db, clock });
  const wallet = createWalletPayer({ db, ledger, clock });
  const onPackage = createPackagePayer({ db, clock, writer });
  const free = createFreePayer({ db, writer });

  function payerOf(facts: CallFacts, { amount }: CallQuote): Payer {
    if (isPaidByPackage(facts)) return onPackage;
    return amount === 0n ? free : wallet;
  }

  return {
    async open(facts, quote, budgets) {
      const reservations = reservationsOf(budgets, plannedOf(quote));
      const call = { facts, quote, reservations };
      spentBudgets.check(reservations);
      try {
        await payerOf(facts, quote).open(call);
      } catch (error) {
        throw isBudgetSpent(error) ? await spentBudgets.refusal(reservations, error) : error;
      }
      return call;
    },

    async settle(call, ending) {
      const payer = payerOf(call.facts, call.quote);
      const charge = await payer.settle(call, { ...ending, usage: soundUsage(ending.usage) });
      spentBudgets.changed(call.reservations);
      return charge;
    },

    note: (facts, ending) =>
      writer.write({ callId: facts.id, rows: [callRow(facts, null, ending, NOTHING)] }),
  };
}
