import type { Credits } from '../credits';
import { runStatements } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { lockAccount } from '../identity/account-lock';
import type { MembershipType } from '../identity/user';
import { notify } from '../notifications/notify';
import type { PaymentMethod, PaymentProviderName } from '../payments';
import { completion } from './completion';
import { PAYMENT_WORKFLOW, paymentWorkflowId, type Order, type OrderPurpose } from './order';
import { orderNews } from './order-news';
import { insertOrder, readOrder } from './order-rows';
import type { OrdersDependencies, PlacedOrder } from './orders';
import { assignReductions, chooseReductions } from './reductions';

/** What somebody wants to buy, at its price before anything is taken off. */
export interface Purchase {
  readonly userId: number;
  readonly purpose: OrderPurpose;
  readonly priceFen: number;
  readonly credits: Credits;
  readonly membershipType: MembershipType | null;
  readonly paymentMethod: PaymentMethod | 'balance';
  readonly provider: PaymentProviderName | undefined;
  readonly couponCode: string | undefined;
  readonly surface: string;
  readonly idempotency: IdempotencyClaim | undefined;
}

/**
 * Places orders: the order, the coupon and the activity that go into its price, its key and the start of its workflow
 * are one transaction. What is paid from the balance, or costs nothing, is paid in that transaction too, and needs no
 * workflow.
 */
export function placing(dependencies: OrdersDependencies) {
  const { db, outbox, clock, orderTtlMs } = dependencies;
  const idempotency = createIdempotency({ db, clock });
  const complete = completion(dependencies);

  async function earlier(claim: IdempotencyClaim): Promise<PlacedOrder | undefined> {
    const first = await idempotency.recall(claim);
    if (!first) return undefined;
    const order = await readOrder(db, first.resourceId, null);
    if (!order) throw new AppError('ORDER_NOT_FOUND', undefined, { note: `order ${first.resourceId}` });
    return { order, outbox: null, repeated: true };
  }

  async function place(purchase: Purchase, tx: Transaction): Promise<PlacedOrder> {
    const { userId, purpose, priceFen, paymentMethod, membershipType, credits } = purchase;
    const createdAt = clock.now();
    // Before all else, and before the order's row, which refers to it: what a user buys at once takes turns.
    if (purpose === 'membership') await lockAccount(db, { userId }, tx);
    const reductions = await chooseReductions(db, purchase, createdAt, tx);
    const { discountFen, bonusCredits, userCouponId, activityId } = reductions;
    const isPaidHere = paymentMethod === 'balance' || discountFen === priceFen;
    const provider = isPaidHere ? 'internal' : purchase.provider;
    if (!provider)
      throw new AppError('UNAVAILABLE', undefined, { note: 'no payment provider is configured' });
    const order = await insertOrder(
      db,
      {
        userId,
        purpose,
        amountFen: priceFen - discountFen,
        discountFen,
        userCouponId,
        activityId,
        credits,
        bonusCredits,
        membershipType,
        paymentMethod,
        provider,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + orderTtlMs),
      },
      tx,
    );
    if (purchase.idempotency) {
      await runStatements(db, [idempotency.claimStatement(purchase.idempotency, order.orderNo)], tx);
    }
    await assignReductions(db, reductions, order.id, tx);
    if (isPaidHere) return { order: await complete(order, null, tx), outbox: null, repeated: false };
    const owed = await outbox.add(startOf(order, purchase.surface), tx);
    await notify(dependencies, orderNews(order, 'order_pending'), createdAt, tx);
    return { order, outbox: owed, repeated: false };
  }

  return async (purchase: Purchase): Promise<PlacedOrder> => {
    const claim = purchase.idempotency;
    const repeated = claim && (await earlier(claim));
    if (repeated) return repeated;
    try {
      return await inTransaction(db, (tx) => place(purchase, tx));
    } catch (error) {
      // Of requests under one key that came at once, one was first; and it has committed.
      const first = claim && (await earlier(claim));
      if (first) return first;
      throw error;
    }
  };
}

function startOf({ orderNo, userId, title }: Order, surface: string) {
  return {
    effect: 'start',
    name: PAYMENT_WORKFLOW,
    workflowId: paymentWorkflowId(orderNo),
    payload: { orderNo },
    labels: { kind: 'payment', owner: `user:${userId}`, surface, summary: title },
  } as const;
}
