import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { amountOf, reservationsOf } from './budget-shares';
import type { Reservation } from './budgets';
import type { CallCharge, CallEnding } from './call';
import type { CallWriter } from './call-writer';
import {
  costOf,
  plannedOf,
  rowsOf,
  settlingBudgets,
  type Bill,
  type Metering,
  type OpenCall,
} from './metering';
import { createPackageCalls, isPaidByPackage, type PackageCallFacts } from './package-calls';
import type { Draw } from './package-draws';
import { soundUsage } from './sound-usage';
import { createSpentBudgets, isBudgetSpent } from './spent-budgets';
import { isPackageBudget, windowOf } from './window-limits';

/** What a call on a package came to: all of it is drawn on the package, and nothing is held. */
interface PackageBill extends Bill {
  readonly draws: readonly Draw[];
}

/**
 * Meters the calls that packages pay for, and leaves all others to `metering`. Of these no money moves: what they may
 * use is reserved of their budgets, and what they used is spent there in the transaction that writes them down.
 */
export function withPackages(
  metering: Metering,
  dependencies: { readonly db: Database; readonly clock: Clock; readonly writer: CallWriter },
): Metering {
  const packageCalls = createPackageCalls(dependencies);
  const spentBudgets = createSpentBudgets(dependencies);

  async function settle(call: OpenCall, facts: PackageCallFacts, ending: CallEnding): Promise<CallCharge> {
    const bill = billOf(call, ending);
    await packageCalls.settle(facts.id, {
      rows: rowsOf(call, ending, bill),
      spending: settlingBudgets(call, ending, bill, 'held'),
      spendingLate: settlingBudgets(call, ending, bill, 'given back'),
    });
    spentBudgets.changed(call.reservations);
    return bill;
  }

  return {
    async open(facts, quote, budgets) {
      if (!isPaidByPackage(facts)) return metering.open(facts, quote, budgets);
      const reservations = reservationsOf(budgets, plannedOf(quote));
      spentBudgets.check(reservations);
      try {
        await packageCalls.open(facts, reservations);
      } catch (error) {
        throw isBudgetSpent(error) ? await spentBudgets.refusal(reservations, error) : error;
      }
      return { facts, quote, reservations };
    },

    settle: (call, ending) =>
      isPaidByPackage(call.facts)
        ? settle(call, call.facts, { ...ending, usage: soundUsage(ending.usage) })
        : metering.settle(call, ending),

    note: (facts, ending) => metering.note(facts, ending),
  };
}

function billOf({ quote, reservations }: OpenCall, ending: CallEnding): PackageBill {
  const { usage } = ending;
  const { cost, baseCost } = costOf(quote, ending);
  const used = { tokens: usage.input + usage.output, credits: cost };
  const draw = (reservation: Reservation): Draw => ({
    unit: reservation.unit,
    window: windowOf(reservation),
    windowStart: reservation.windowStart,
    amount: amountOf(reservation.unit, used),
  });
  // A key has budgets of its own besides.
  return { cost, baseCost, held: 0n, shortfall: 0n, draws: reservations.filter(isPackageBudget).map(draw) };
}
