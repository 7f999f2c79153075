import { inTransaction, type Transaction } from '../db/transaction';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { OutboxEntry } from '../outbox';
import type { PaymentEvidence } from '../payments';
import { PAID_SIGNAL, paymentWorkflowId, type Order } from './order';
import { markPaid, readOrder } from './order-rows';
import type { Orders, OrdersDependencies, PaymentOutcome } from './orders';
import { recordCredit, recordProblem } from './payment-events';
import { problemOf, type PaymentProblem } from './payment-problem';

interface Settlement {
  readonly outcome: PaymentOutcome;
  readonly owed?: OutboxEntry;
}

/** From a payment to credits: see `Orders.applyPayment`. */
export function settlement(dependencies: OrdersDependencies): Pick<Orders, 'applyPayment'> {
  const { db, ledger, outbox, clock, onOwed } = dependencies;

  /** All or nothing: the event, the credits, the order's state and the signal that is owed for it. */
  async function settle(evidence: PaymentEvidence, tx: Transaction): Promise<Settlement> {
    // The order's lock makes copies of one notify queue up; the second finds the order paid.
    const order = await readOrder(db, evidence.orderNo, tx, true);
    const problem = problemOf(order, evidence);
    if (problem || !order) return quarantine(evidence, problem ?? 'unknown_order', tx);
    if (order.status === 'paid') return { outcome: 'duplicate' };

    const now = clock.now();
    if (!(await recordCredit(db, evidence, now, tx))) return quarantine(evidence, 'trade_reused', tx);
    await markPaid(db, order.id, evidence.tradeNo, now, tx);
    const owed = await outbox.add(paidSignal(order), tx);
    // Last, for it locks the platform's account, where all payments meet.
    await ledger.transfer(
      {
        key: `order/${order.orderNo}`,
        from: PLATFORM.sales,
        to: userAccount(order.userId),
        amount: order.credits + order.bonusCredits,
        kind: 'recharge',
        description: order.title,
        reference: order.orderNo,
      },
      tx,
    );
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
