import type { Clock } from '../clock';
import { formatCredits } from '../credits';
import type { Database } from '../db/database';
import { driverFaultOf, faultOf } from '../db/faults';
import { AppError } from '../errors';
import { budgetName, readBudgets, type Budget, type Reservation } from './budgets';

/**
 * What this process knows of budgets that have run out: who hammers on one is refused without a statement. A
 * reservation that the database refuses costs the batch that it is in another round.
 */
export interface SpentBudgets {
  /** AppError QUOTA_SPENT when one of the budgets had too little left a moment ago. */
  check(reservations: readonly Reservation[]): void;
  /** The error for a call that the database has refused: which of its budgets has too little left. */
  refusal(reservations: readonly Reservation[], cause: unknown): Promise<AppError>;
  /** Something of these budgets may have come back. */
  changed(reservations: readonly Reservation[]): void;
}

/** Another process may give something back meanwhile: it is waited for this long at most. */
const REMEMBERED_MS = 250;
const MOST = 10_000;

interface Remembered {
  readonly limit: bigint;
  readonly left: bigint;
  readonly until: number;
}

export function createSpentBudgets({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): SpentBudgets {
  const known = new Map<string, Remembered>();

  async function findShort(reservations: readonly Reservation[], cause: unknown) {
    const states = await readBudgets(db, reservations);
    for (const reservation of reservations) {
      const { reserved = 0n, spent = 0n } = states.get(budgetName(reservation)) ?? {};
      const left = reservation.limit - reserved - spent;
      if (reservation.amount > left) return new BudgetSpent(reservation, left, cause);
    }
    return undefined;
  }

  return {
    check(reservations) {
      if (known.size === 0) return;
      const now = clock.now().getTime();
      for (const reservation of reservations) {
        const name = budgetName(reservation);
        const spent = known.get(name);
        if (!spent) continue;
        if (spent.until <= now || spent.limit !== reservation.limit) known.delete(name);
        else if (reservation.amount > spent.left) throw quotaSpent(reservation, spent.left);
      }
    },

    async refusal(reservations, cause) {
      const short = cause instanceof BudgetSpent ? cause : await findShort(reservations, cause);
      // Something has come back since: then this one was unlucky, and the next need not be.
      if (!short) return quotaSpent(reservations[0], 0n, cause);
      const { reservation, left } = short;
      if (known.size >= MOST) known.clear();
      const until = clock.now().getTime() + REMEMBERED_MS;
      known.set(budgetName(reservation), { limit: reservation.limit, left, until });
      return quotaSpent(reservation, left, cause);
    },

    changed(reservations) {
      if (known.size > 0) for (const each of reservations) known.delete(budgetName(each));
    },
  };
}

/** There is no room for a reservation: so it was found after the database had refused it together with others. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor(
    readonly reservation: Reservation,
    readonly left: bigint,
    override readonly cause: unknown,
  ) {
    super('a budget has too little left');
  }
}

/** AppError QUOTA_SPENT for a budget with so much left. */
function quotaSpent(budget: Budget | undefined, left: bigint, cause?: unknown): AppError<'QUOTA_SPENT'> {
  const unit = budget?.unit ?? 'requests';
  const shown = (amount: bigint) => (unit === 'credits' ? formatCredits(amount) : amount.toString());
  return new AppError(
    'QUOTA_SPENT',
    {
      subject: budget?.subject ?? '',
      unit,
      limit: shown(budget?.limit ?? 0n),
      remaining: shown(left > 0n ? left : 0n),
    },
    { cause },
  );
}

/** Whether the database has refused a reservation. The error may be the pool's or the ledger's. */
export function isBudgetSpent(error: unknown): boolean {
  if (error instanceof BudgetSpent) return true;
  const fault = faultOf(error) ?? driverFaultOf(error);
  return fault === 'check' && String((error as Error).message).includes('gateway_budgets_limit');
}
