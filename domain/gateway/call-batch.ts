import type { Database } from '../db/database';
import { insertStatements, type NewRow } from '../db/new-rows';
import { runStatements } from '../db/statement';
import type { Transaction } from '../db/transaction';
import { changeBudgets, reserving, spending, type BudgetChange } from './budget-changes';
import type { Consumption } from './budget-shares';
import { budgetName, readBudgets, type Reservation } from './budgets';
import { closePackageCalls } from './package-calls';
import { deleteReservations, insertReservations, readReservations } from './reservations';
import { BudgetSpent } from './spent-budgets';

/** What is to be written of one call, all of it or nothing. */
export interface CallWrite {
  readonly callId: string;
  /** What it sets aside; the write is refused where one of the budgets has too little left. */
  readonly reserving?: readonly Reservation[];
  readonly spending?: Spending;
  /** Whether it was open on a package, and is no more. */
  readonly closes?: boolean;
  readonly rows?: readonly NewRow[];
}

/** What becomes of a call's reservations when it is settled. */
export interface Spending {
  readonly reservations: readonly Reservation[];
  readonly used: Consumption;
  /** Whether they stand for as long as the call is open; else what is found of them counts. */
  readonly isSure: boolean;
}

/**
 * Writes what many calls do in one go: one statement for each kind of change, whatever their number. Each takes its rows
 * in one order for all, budgets first, and deletes before it inserts: so that of two processes one waits for the other,
 * and never both. Throws the fault `check` where a budget has too little left for all of them.
 */
export async function writeCalls(db: Database, writes: readonly CallWrite[], tx: Transaction): Promise<void> {
  const run = (statements: Parameters<typeof runStatements>[1]) => runStatements(db, statements, tx);
  await run(changeBudgets(writes.flatMap(changesOf)));
  await run(changeBudgets(await missing(db, writes, tx)));
  const settled = writes.filter((each) => each.spending && each.spending.reservations.length > 0);
  const closed = writes.filter(({ closes }) => closes);
  await run([
    ...deleteReservations(settled.map(({ callId }) => callId)),
    ...closePackageCalls(closed.map(({ callId }) => callId)),
    ...insertReservations(
      writes.map(({ callId, reserving: reservations = [] }) => ({ callId, reservations })),
    ),
    ...insertStatements(writes.flatMap(({ rows = [] }) => rows)).map(({ statement }) => statement),
  ]);
}

function changesOf({ reserving: reservations = [], spending: spent }: CallWrite): BudgetChange[] {
  return [...reserving(reservations), ...(spent ? spending(spent.reservations, spent.used) : [])];
}

/** Puts right what was taken for set aside, and had been given back. Their budgets are locked by now: it stays so. */
async function missing(db: Database, writes: readonly CallWrite[], tx: Transaction): Promise<BudgetChange[]> {
  const unsure = writes.flatMap(({ callId, spending: spent }) =>
    spent && !spent.isSure && spent.reservations.length > 0 ? [{ callId, ...spent }] : [],
  );
  const found = await readReservations(
    db,
    unsure.map(({ callId }) => callId),
    tx,
  );
  return unsure.flatMap(({ callId, reservations }) => {
    const names = new Set((found.get(callId) ?? []).map(budgetName));
    const gone = reservations.filter((each) => !names.has(budgetName(each)));
    return gone.map((budget) => ({ budget, reserved: budget.amount, spent: 0n }));
  });
}

/** Those writes, of all that come together, that find too little left; the first come is let in first. */
export async function withoutRoom(
  db: Database,
  writes: readonly CallWrite[],
  cause: unknown,
): Promise<Map<CallWrite, BudgetSpent>> {
  const states = await readBudgets(
    db,
    writes.flatMap(({ reserving: reservations = [] }) => reservations),
  );
  const taken = new Map<string, bigint>();
  const take = ({ budget, reserved, spent }: BudgetChange) => {
    const name = budgetName(budget);
    taken.set(name, (taken.get(name) ?? 0n) + reserved + spent);
  };
  const left = (reservation: Reservation) => {
    const name = budgetName(reservation);
    const { reserved = 0n, spent = 0n } = states.get(name) ?? {};
    return reservation.limit - reserved - spent - (taken.get(name) ?? 0n);
  };
  for (const { spending: spent } of writes) {
    if (spent) spending(spent.reservations, spent.used).forEach(take);
  }
  const refused = new Map<CallWrite, BudgetSpent>();
  for (const write of writes) {
    const { reserving: reservations = [] } = write;
    const short = reservations.find((each) => each.amount > left(each));
    if (short) refused.set(write, new BudgetSpent(short, left(short), cause));
    else reserving(reservations).forEach(take);
  }
  return refused;
}
