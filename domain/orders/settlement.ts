import { inTransaction, type Transaction } from '../db/transaction';
import type { OutboxEntry } from '../outbox';
import type { PaymentEvidence } from '../payments';
import { completion } from './completion';
import { PAID_SIGNAL, paymentWorkflowId, wasPaid, type Order } from './order';
import { readOrder } from './order-rows';
import type { Orders, OrdersDependencies, PaymentOutcome } from './orders';
import { recordCredit, recordProblem } from './payment-events';
import { problemOf, type PaymentProblem } from './payment-problem';
import { freeReductions, retakeReductions } from './reductions';

interface Settlement {
  readonly outcome: PaymentOutcome;
  readonly owed?: OutboxEntry;
}

/** From a payment to what it bought: see `Orders.applyPayment`. */
export function settlement(dependencies: OrdersDependencies): Pick<Orders, 'applyPayment'> {
  const { db, outbox, clock, onOwed } = dependencies;
  const complete = completion(dependencies);

  /** All or nothing: the event, what was bought, the order's state and the signal that is owed for it. */
  async function settle(evidence: PaymentEvidence, tx: Transaction): Promise<Settlement> {
    // The order's lock makes copies of one notify queue up; the second finds the order paid.
    const order = await readOrder(db, evidence.orderNo, tx, true);
    const problem = problemOf(order, evidence);
    if (problem || !order) return quarantine(evidence, problem ?? 'unknown_order', tx);
    if (wasPaid(order)) return { outcome: 'duplicate' };

    const now = clock.now();
    const wasClosed = order.status === 'cancelled';
    if (wasClosed && !(await retakeReductions(db, order, now, tx)))
      return quarantine(evidence, 'discount_gone', tx);
    if (!(await recordCredit(db, evidence, now, tx))) {
      if (wasClosed) await freeReductions(db, order, tx);
      return quarantine(evidence, 'trade_reused', tx);
    }
    const owed = await outbox.add(paidSignal(order), tx);
    await complete(order, evidence.tradeNo, tx);
    return { outcome: 'credited', owed };
  }

  async function quarantine(
    evidence: PaymentEvidence,
    problem: PaymentProblem,
    tx: Transaction,
  ): Promise<Settlement> {
    await recordProblem(db, evidence, problem, clock.now(), tx);
    return { outcome: 'quarantined' };
  }

  return {
    async applyPayment(evidence) {
      const { outcome, owed } = await inTransaction(db, (tx) => settle(evidence, tx));
      if (owed) onOwed?.(owed);
      return outcome;
    },
  };
}

function paidSignal({ orderNo }: Order) {
  return {
    effect: 'signal',
    name: PAID_SIGNAL,
    workflowId: paymentWorkflowId(orderNo),
    payload: { orderNo },
  } as const;
}
