import { leave } from '../campaigns/activity-rows';
import { returnCoupon } from '../campaigns/coupon-use';
import type { Clock } from '../clock';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import { shortenMembership } from '../membership/extension';
import { notify, type Notifying } from '../notifications/notify';
import type { Outbox, OutboxEntry } from '../outbox';
import type { Order } from './order';
import { orderNews } from './order-news';
import { markRefunded, readOrder } from './order-rows';
import {
  REFUND_WORKFLOW,
  refundHoldKey,
  refundMovements,
  refundOfHold,
  refundWorkflowId,
  type Refund,
} from './refund';
import { endRefund, insertRefund, lockToRefund, markSent, newestRefund, readRefund } from './refund-rows';

export interface AskedRefund {
  readonly refund: Refund;
  /** The start of the refund's workflow that is owed. Null for a repeat, and where no provider has the money. */
  readonly outbox: OutboxEntry | null;
}

/** What the provider is to be asked for. */
export interface SentRefund {
  readonly order: Order;
  /** Whether it may have heard of it before. */
  readonly mayBeDone: boolean;
}

/** Orders that go back: what they gave is taken, and what was paid is returned. */
export interface Refunds {
  /**
   * Asks for an order's refund, once: a repeat answers the one that stands. The credits that the order gave are set
   * aside first, so that they cannot be spent while the provider is asked; what was paid from the balance, or not with
   * money, goes back at once. AppErrors ORDER_NOT_FOUND, ORDER_NOT_PAID; INSUFFICIENT_CREDITS when they are spent
   * already, and nothing was changed.
   */
  ask(request: {
    readonly orderNo: string;
    readonly askedBy: number;
    readonly reason: string;
  }): Promise<AskedRefund>;
  /** The newest refund of an order. */
  ofOrder(orderNo: string): Promise<Refund | undefined>;
  /** Notes that the provider is about to be asked; undefined when the refund has ended. AppError NOT_FOUND. */
  send(refundId: number): Promise<SentRefund | undefined>;
  /** The provider has given the money back: so is all that the order gave, in one transaction, once. */
  complete(refundId: number): Promise<Refund>;
  /** The provider would not: everything stands as it was. */
  refuse(refundId: number, why: string): Promise<Refund>;
  /** Whether a hold is for a refund that has not ended. */
  needsHold(holdKey: string): Promise<boolean>;
}

/** From then on the sweeper looks at the hold, and leaves it alone for as long as the refund needs it. */
const HOLD_MS = 86_400_000;
const REFUSAL_LENGTH = 255;

export function createRefunds({
  db,
  ledger,
  outbox,
  clock,
  tellOwner,
}: Notifying & {
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly clock: Clock;
}): Refunds {
  async function found(id: number, tx: Transaction | null = null): Promise<Refund> {
    const refund = await readRefund(db, id, tx);
    if (!refund) throw new AppError('NOT_FOUND', undefined, { note: `refund ${id}` });
    return refund;
  }

  /** Everything that goes back with an order, under its lock: its buyer's account and discounts, then the money. */
  async function giveBack(order: Order, refund: Refund, holdKey: string | null, tx: Transaction) {
    const endedAt = clock.now();
    await markRefunded(db, order.id, tx);
    if (order.membership) await shortenMembership(db, order, endedAt, tx);
    if (order.activityId !== null) await leave(db, order.activityId, order.id, tx);
    if (order.userCouponId !== null) await returnCoupon(db, order.id, tx);
    const ended = await endRefund(db, refund, { state: 'done', refusal: null, endedAt }, tx);
    await ledger.applyAll(refundMovements(order, holdKey), tx);
    await notify({ db, tellOwner }, orderNews(order, 'order_refunded'), endedAt, tx);
    return ended;
  }

  /** Ends a refund that has not ended, under its order's lock. */
  async function end(id: number, work: (order: Order, refund: Refund, tx: Transaction) => Promise<Refund>) {
    const { orderNo } = await found(id);
    return inTransaction(db, async (tx) => {
      const order = await lockToRefund(db, orderNo, tx);
      const refund = await found(id, tx);
      return order && refund.state === 'asked' ? work(order, refund, tx) : refund;
    });
  }

  return {
    ask: ({ orderNo, askedBy, reason }) =>
      inTransaction(db, async (tx) => {
        const order = await lockToRefund(db, orderNo, tx);
        if (!order) throw new AppError('ORDER_NOT_FOUND');
        const standing = await newestRefund(db, orderNo, tx);
        if (standing && standing.state !== 'refused') return { refund: standing, outbox: null };
        if (order.status !== 'paid') throw new AppError('ORDER_NOT_PAID');
        const at = clock.now();
        const refund = await insertRefund(db, order, { by: askedBy, reason, at }, tx);
        if (order.provider === 'internal') {
          return { refund: await giveBack(order, refund, null, tx), outbox: null };
        }
        const owed = await outbox.add(startOf(refund, order), tx);
        if (refund.credits > 0n) {
          await ledger.hold(
            {
              key: refundHoldKey(refund.id),
              account: userAccount(order.userId),
              amount: refund.credits,
              reference: orderNo,
              expiresAt: new Date(at.getTime() + HOLD_MS),
              description: `退款：${order.title}`,
            },
            tx,
          );
        }
        return { refund, outbox: owed };
      }),

    ofOrder: (orderNo) => newestRefund(db, orderNo),

    async send(refundId) {
      const { orderNo, state } = await found(refundId);
      if (state !== 'asked') return undefined;
      const order = await readOrder(db, orderNo, null);
      if (!order) throw new AppError('ORDER_NOT_FOUND', undefined, { note: orderNo });
      return { order, mayBeDone: !(await markSent(db, refundId, clock.now())) };
    },

    complete: (refundId) =>
      end(refundId, (order, refund, tx) =>
        giveBack(order, refund, refund.credits > 0n ? refundHoldKey(refundId) : null, tx),
      ),

    refuse: (refundId, why) =>
      end(refundId, async (_order, refund, tx) => {
        const refusal = [...why].slice(0, REFUSAL_LENGTH).join('');
        const ended = await endRefund(db, refund, { state: 'refused', refusal, endedAt: clock.now() }, tx);
        const hold = refundHoldKey(refundId);
        if (refund.credits > 0n) await ledger.release({ key: `${hold}/release`, hold }, tx);
        return ended;
      }),

    async needsHold(holdKey) {
      const id = refundOfHold(holdKey);
      return id !== undefined && (await readRefund(db, id))?.state === 'asked';
    },
  };
}

function startOf({ id }: Refund, { userId, title }: Order) {
  return {
    effect: 'start',
    name: REFUND_WORKFLOW,
    workflowId: refundWorkflowId(id),
    payload: { refundId: id },
    labels: { kind: 'refund', owner: `user:${userId}`, surface: 'studio', summary: title },
  } as const;
}
