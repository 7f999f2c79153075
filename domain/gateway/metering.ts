import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { credits, type Credits } from '../credits';
import type { Database } from '../db/database';
import { faultOf, isDatabaseOutage } from '../db/faults';
import { insertStatements, type NewRow } from '../db/new-rows';
import { runStatements, sql, text, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { isAppError } from '../errors';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import type { CaptureRequest } from '../ledger/operations';
import { reservationsOf, settleReservations, type Consumption } from './budget-shares';
import { insertReservations, reserveStatement, type Budget, type Reservation } from './budgets';
import { holdOfCall, type CallCharge, type CallEnding, type CallFacts, type CallQuote } from './call';
import { attemptRow, callRow } from './call-rows';
import type { CallWriter } from './call-writer';
import { chargeOf } from './charge';
import { soundUsage } from './sound-usage';
import { createSpentBudgets, isBudgetSpent } from './spent-budgets';
import { totalsRows } from './totals';

/** A call that was let in, and has to be settled. */
export interface OpenCall {
  readonly facts: CallFacts;
  readonly quote: CallQuote;
  readonly reservations: readonly Reservation[];
}

/** The money of calls. */
export interface Metering {
  /**
   * Sets aside what a call may cost, for `CALL_HOLD_MS`: `keepOpen` makes it longer.
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

/** What is set aside outlives its process by so much. */
export const CALL_HOLD_MS = 120_000;

/** What a call came to, and how much of it was set aside. */
export interface Bill extends CallCharge {
  readonly baseCost: Credits;
  readonly held: Credits;
}

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

  async function setAside(
    facts: CallFacts,
    amount: Credits,
    reservations: readonly Reservation[],
  ): Promise<void> {
    spentBudgets.check(reservations);
    const alongside =
      reservations.length === 0
        ? []
        : [...reservations.map(reserveStatement), insertReservations(facts.id, reservations)];
    try {
      if (amount === 0n) {
        if (alongside.length > 0) await writer.write([], alongside);
        return;
      }
      const key = holdOfCall(facts.id);
      await ledger.hold({
        key,
        account: userAccount(facts.userId),
        amount,
        reference: key,
        expiresAt: new Date(clock.now().getTime() + CALL_HOLD_MS),
        description: descriptionOf(facts),
        alongside,
      });
    } catch (error) {
      // A repeat, whose first answer was lost.
      if (faultOf(error) === 'duplicate') return;
      throw isBudgetSpent(error) ? await spentBudgets.refusal(reservations, error) : error;
    }
  }

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

  async function charge(call: OpenCall, ending: CallEnding): Promise<CallCharge> {
    const { facts, quote } = call;
    const { cost, baseCost } = costOf(quote, ending);
    const held = quote.amount;
    try {
      if (held === 0n) {
        // Nothing was set aside for what has no price: so it costs nothing either.
        const bill = { cost, baseCost, held, shortfall: cost };
        await writer.write(rowsOf(call, ending, bill), settlingBudgets(call, ending, bill, 'unheld'));
        return bill;
      }
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
    async open(facts, quote, budgets) {
      const reservations = reservationsOf(budgets, plannedOf(quote));
      await setAside(facts, quote.amount, reservations);
      return { facts, quote, reservations };
    },

    async settle(call, ending) {
      const bill = await charge(call, { ...ending, usage: soundUsage(ending.usage) });
      spentBudgets.changed(call.reservations);
      return bill;
    },

    note: (facts, ending) =>
      writer.write([callRow(facts, null, ending, { baseCost: 0n, cost: 0n, held: 0n, shortfall: 0n })]),
  };
}

/** What a call needs of its budgets. */
export function plannedOf({ amount, usage }: CallQuote): Consumption {
  return { tokens: usage.input + usage.output, credits: amount };
}

/** What a call that ended costs: nothing where nothing was used. */
export function costOf(
  { price, multipliers }: CallQuote,
  { usage, usageSource, quantity }: CallEnding,
): Pick<Bill, 'cost' | 'baseCost'> {
  if (usageSource === 'none') return { cost: 0n, baseCost: 0n };
  const { cost, baseCost } = chargeOf(price, usage, multipliers, quantity);
  return { cost, baseCost };
}

/** What a call was charged that is settled; undefined for one that is not, or was taken for dead. */
async function settledBefore(db: Database, id: string): Promise<CallCharge | undefined> {
  const [row] = await db.query<{ cost: string; shortfall: string }>(
    sql`SELECT CAST(cost AS CHAR) AS cost, CAST(shortfall AS CHAR) AS shortfall FROM gateway_calls
      WHERE id = ${text(id)} AND status <> 'abandoned'`,
    { type: QueryTypes.SELECT },
  );
  return row && { cost: BigInt(row.cost), shortfall: BigInt(row.shortfall) };
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
    failedChannels: ending.attempts.flatMap(({ outcome, channelId }) =>
      outcome === 'answered' ? [] : [channelId],
    ),
    userPackageId: facts.userPackageId ?? null,
    usage: ending.usage,
    cost: bill.cost - bill.shortfall,
  };
  return [callRow(facts, quote, ending, bill), ...attempts, ...totalsRows(share)];
}

/** See `settleReservations`. */
type Reserved = 'held' | 'given back' | 'unheld';

/** What a call that ended does to its budgets. */
export function settlingBudgets(
  call: OpenCall,
  { usage }: CallEnding,
  bill: Bill,
  state: Reserved,
): Statement[] {
  const used = { tokens: usage.input + usage.output, credits: bill.cost - bill.shortfall };
  return settleReservations(call.facts.id, call.reservations, used, state);
}

/** What a user's statement says; the sweeper reads from it what a call was whose process died. */
function descriptionOf({ model, keyId }: CallFacts): string {
  const name = [...model].slice(0, 200).join('');
  return keyId === null ? `Model call: ${name}` : `Model call: ${name} (key ${keyId})`;
}

const DESCRIPTION = /^Model call: (.*?)(?: \(key (\d+)\))?$/su;

/** What a hold's description tells of its call. */
export function describedCall(description: string): {
  readonly model: string;
  readonly keyId: number | null;
} {
  const [, model = '', key] = DESCRIPTION.exec(description) ?? [];
  return { model, keyId: key === undefined ? null : Number(key) };
}
