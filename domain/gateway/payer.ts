import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import type { NewRow } from '../db/new-rows';
import { sql, text, type Statement } from '../db/statement';
import { changeBudgets, spending } from './budget-changes';
import type { Consumption } from './budget-shares';
import type { CallCharge, CallEnding, CallQuote, OpenCall } from './call';
import { attemptRow, callRow, type CallMoney } from './call-rows';
import { chargeOf } from './charge';
import { deleteReservations } from './reservations';
import { totalsRows } from './totals';

/** What pays for calls: a wallet, a package, or nobody for what is free. */
export interface Payer {
  /**
   * Sets aside what a call may cost, with its reservations, in one transaction. A repeat sets nothing more aside.
   * @throws what `isBudgetSpent` knows when a budget has too little left; AppErrors INSUFFICIENT_CREDITS, UNAVAILABLE
   */
  open(call: OpenCall): Promise<void>;
  /** As `Metering.settle`; the usage is sound. */
  settle(call: OpenCall, ending: CallEnding): Promise<CallCharge>;
}

/** What a call came to. */
export type Bill = CallMoney;

export const NOTHING: Bill = { baseCost: 0n, cost: 0n, held: 0n, shortfall: 0n };

/** What a call needs of its budgets. */
export function plannedOf({ amount, usage }: CallQuote): Consumption {
  return { tokens: usage.input + usage.output, credits: amount };
}

/** What a call has used of its budgets. */
export function usedOf({ usage }: CallEnding, { cost, shortfall }: CallCharge): Consumption {
  return { tokens: usage.input + usage.output, credits: cost - shortfall };
}

/** What a call that ended costs: nothing where nothing was used. */
export function costOf(
  { price, multipliers }: CallQuote,
  { usage, usageSource, quantity }: CallEnding,
): { readonly cost: Credits; readonly baseCost: Credits } {
  if (usageSource === 'none') return { cost: 0n, baseCost: 0n };
  const { cost, baseCost } = chargeOf(price, usage, multipliers, quantity);
  return { cost, baseCost };
}

/** The rows of a call that ended, with its attempts and what it adds to totals. */
export function rowsOf({ facts, quote }: OpenCall, ending: CallEnding, bill: Bill): NewRow[] {
  const attempts = ending.attempts.map((attempt, index) =>
    attemptRow(facts.id, index + 1, attempt, attempt.outcome === 'answered' ? bill.baseCost : 0n),
  );
  const share = {
    userId: facts.userId,
    apiKeyId: facts.keyId,
    channelId: ending.channel?.id ?? null,
    userChannelId: ending.channel?.userChannelId ?? null,
    usage: ending.usage,
    cost: bill.cost - bill.shortfall,
  };
  return [callRow(facts, quote, ending, bill), ...attempts, ...totalsRows(share)];
}

/**
 * What a call that ended does to its budgets. `held`: its reservations stand for as long as it is open. `given back`:
 * they are gone, for its process seemed dead.
 */
export function settlingBudgets(
  { facts, reservations }: OpenCall,
  ending: CallEnding,
  bill: Bill,
  state: 'held' | 'given back',
): Statement[] {
  if (reservations.length === 0) return [];
  const standing = state === 'held' ? reservations : reservations.map((each) => ({ ...each, amount: 0n }));
  return [...changeBudgets(spending(standing, usedOf(ending, bill))), ...deleteReservations([facts.id])];
}

/** What a call was charged that is settled; undefined for one that is not, or was taken for dead. */
export async function settledBefore(db: Database, id: string): Promise<CallCharge | undefined> {
  const [row] = await db.query<{ cost: string; shortfall: string }>(
    sql`SELECT CAST(cost AS CHAR) AS cost, CAST(shortfall AS CHAR) AS shortfall FROM gateway_calls
      WHERE id = ${text(id)} AND status <> 'abandoned'`,
    { type: QueryTypes.SELECT },
  );
  return row && { cost: BigInt(row.cost), shortfall: BigInt(row.shortfall) };
}
