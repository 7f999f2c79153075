import type { Credits } from '../credits';
import { compareBudgets, type Budget, type BudgetUnit, type Reservation } from './budgets';

/** What a call needs, or has used. */
export interface Consumption {
  readonly tokens: number;
  readonly credits: Credits;
}

/** What a call has to set aside of each of its budgets. */
export function reservationsOf(budgets: readonly Budget[], planned: Consumption): Reservation[] {
  return [...budgets]
    .sort(compareBudgets)
    .map((budget) => ({ ...budget, amount: amountOf(budget.unit, planned) }));
}

/** How much of a budget that is. */
export function amountOf(unit: BudgetUnit, { tokens, credits }: Consumption): bigint {
  if (unit === 'requests') return 1n;
  return unit === 'tokens' ? BigInt(tokens) : credits;
}
