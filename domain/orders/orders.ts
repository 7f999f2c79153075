import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { IdempotencyClaim } from '../idempotency';
import type { Ledger } from '../ledger/ledger';
import type { Outbox, OutboxEntry } from '../outbox';
import type { PaymentEvidence, PaymentMethod, PaymentProviderName } from '../payments';
import type { Order, OrderStatus } from './order';
import { closePending, listOrders, ordersAfter, readOrder, takeHint } from './order-rows';
import { recharge } from './recharge';
import { settlement } from './settlement';

export interface RechargeRequest {
  readonly userId: number;
  /** Integer fen. */
  readonly amountFen: number;
  readonly paymentMethod: PaymentMethod;
  readonly provider: PaymentProviderName;
  /** Where it was ordered: a label for operators. */
  readonly surface?: string | undefined;
  readonly idempotency?: IdempotencyClaim | undefined;
}

export interface RechargeOrder {
  readonly order: Order;
  /** The start of the order's workflow that is owed: deliver it now, or the relay does. Null for a repeat. */
  readonly outbox: OutboxEntry | null;
  /** Whether an earlier request under the same key made the order: then it is that one's. */
  readonly repeated: boolean;
}

/** Where an order stands among others by when their time is over; no order has the id 0. */
export type OrderPlace = Pick<Order, 'id' | 'expiresAt'>;

export type PaymentOutcome = 'credited' | 'duplicate' | 'quarantined';

/** What users buy, and the one place where a payment becomes credits. */
export interface Orders {
  /**
   * Writes the order and the start of its workflow, before any provider hears of it: a payment can never
   * find the order missing. AppError VALIDATION for an amount outside the limits, IDEMPOTENCY_CONFLICT when
   * the key was used for another request.
   */
  createRecharge(request: RechargeRequest): Promise<RechargeOrder>;
  find(orderNo: string): Promise<Order | undefined>;
  /** Newest first; `page` counts from 1. */
  list(of: { userId: number; page: number; pageSize: number }): Promise<{ total: number; items: Order[] }>;
  /** Closes a pending order; one that is paid or closed stays as it is. AppError ORDER_NOT_FOUND. */
  close(orderNo: string): Promise<Order>;
  /** Orders in a state that come after a place in the order of their `expiresAt`, the earliest first. */
  inState(status: OrderStatus, after: OrderPlace, limit: number): Promise<Order[]>;
  /**
   * Credits an order once, on evidence that has been authenticated: the only way to credits from a payment.
   * What does not fit its order is put on record for an operator and credits nothing.
   */
  applyPayment(evidence: PaymentEvidence): Promise<PaymentOutcome>;
  /**
   * Whether an unpaid order may be looked up now because somebody we do not trust says that it was paid.
   * True at most once in `everyMs` an order, whichever process asks.
   */
  takeHint(orderNo: string, everyMs: number): Promise<boolean>;
}

export interface OrdersDependencies {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** How long an order waits for its payment. */
  readonly orderTtlMs: number;
  /** Told of a signal that a commit owes, to deliver it at once; if it does not, the relay does. */
  readonly onOwed?: (entry: OutboxEntry) => void;
}

export function createOrders(dependencies: OrdersDependencies): Orders {
  const { db, clock } = dependencies;
  return {
    ...recharge(dependencies),
    ...settlement(dependencies),
    find: (orderNo) => readOrder(db, orderNo, null),
    list: ({ userId, page, pageSize }) => listOrders(db, userId, (page - 1) * pageSize, pageSize),
    async close(orderNo) {
      await closePending(db, orderNo, clock.now());
      const order = await readOrder(db, orderNo, null);
      if (!order) throw new AppError('ORDER_NOT_FOUND');
      return order;
    },
    inState: (status, after, limit) => ordersAfter(db, status, after, limit),
    takeHint(orderNo, everyMs) {
      const now = clock.now();
      return takeHint(db, orderNo, now, new Date(now.getTime() - everyMs));
    },
  };
}
