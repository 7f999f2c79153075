import { fenToCredits } from '../credits';
import { inTransaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { createIdempotency } from '../idempotency';
import { PAYMENT_WORKFLOW, paymentWorkflowId, type Order } from './order';
import { deleteOrder, insertOrder, readOrder } from './order-rows';
import type { Orders, OrdersDependencies, RechargeOrder } from './orders';

/** 50,000 yuan, as the documents of the surfaces say: above it, a slip of the finger is likelier than a wish. */
export const MAX_RECHARGE_FEN = 5_000_000;

/** Buying credits: see `Orders.createRecharge`. */
export function recharge({
  db,
  outbox,
  clock,
  orderTtlMs,
}: OrdersDependencies): Pick<Orders, 'createRecharge'> {
  const idempotency = createIdempotency({ db, clock });

  return {
    async createRecharge({
      userId,
      amountFen,
      paymentMethod,
      provider,
      surface = 'studio',
      idempotency: claim,
    }) {
      if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > MAX_RECHARGE_FEN) {
        throw invalidField('body.amount', {
          zh: `充值金额应在 0.01 到 ${MAX_RECHARGE_FEN / 100} 元之间`,
          en: `must be between 0.01 and ${MAX_RECHARGE_FEN / 100} yuan`,
        });
      }
      return inTransaction(db, async (tx): Promise<RechargeOrder> => {
        const createdAt = clock.now();
        const order = await insertOrder(
          db,
          {
            userId,
            purpose: 'recharge',
            amountFen,
            credits: fenToCredits(amountFen),
            bonusCredits: 0n,
            paymentMethod,
            provider,
            createdAt,
            expiresAt: new Date(createdAt.getTime() + orderTtlMs),
          },
          tx,
        );
        if (claim) {
          // After the insert, for the key is bound to the order's number, which comes from the row's id.
          const { resourceId, repeated } = await idempotency.claim(claim, order.orderNo, tx);
          if (repeated) {
            await deleteOrder(db, order.id, tx);
            const first = await readOrder(db, resourceId, tx);
            if (!first) throw new AppError('ORDER_NOT_FOUND', undefined, { note: `order ${resourceId}` });
            return { order: first, outbox: null, repeated };
          }
        }
        return { order, outbox: await outbox.add(startOf(order, surface), tx), repeated: false };
      });
    },
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
