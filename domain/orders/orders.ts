import type { Clock } from '../clock';
import type { IdempotencyClaim } from '../idempotency';
import type { MembershipType } from '../identity/user';
import type { Ledger } from '../ledger/ledger';
import type { Notifying } from '../notifications/notify';
import type { Outbox, OutboxEntry } from '../outbox';
import type { PaymentEvidence, PaymentMethod, PaymentProviderName } from '../payments';
import { closing } from './closing';
import { membershipOrder } from './membership-order';
import type { Order, OrderStatus } from './order';
import { listOrders, ordersAfter, type OrderFilter, type OrderList } from './order-lists';
import { readOrder, takeHint } from './order-rows';
import { recharge } from './recharge';
import { settlement } from './settlement';

interface OrderRequest {
  readonly userId: number;
  /** One of the user's coupons. */
  readonly couponCode?: string | undefined;
  /** Where it was ordered: a label for operators. */
  readonly surface?: string | undefined;
  readonly idempotency?: IdempotencyClaim | undefined;
}

export interface RechargeRequest extends OrderRequest {
  /** Integer fen. */
  readonly amountFen: number;
  readonly paymentMethod: PaymentMethod;
  readonly provider: PaymentProviderName;
}

export interface MembershipRequest extends OrderRequest {
  readonly membershipType: MembershipType;
  readonly paymentMethod: PaymentMethod | 'balance';
  /** Who takes the payment, unless the balance pays; undefined where nothing can be bought. */
  readonly provider: PaymentProviderName | undefined;
}

/** An order of credits, which only a provider can be paid for. */
export type RechargeOrder = Order & { readonly paymentMethod: PaymentMethod };

export interface PlacedOrder<O extends Order = Order> {
  readonly order: O;
  /**
   * The start of the order's workflow that is owed: deliver it now, or the relay does. Null for a repeat, and for what
   * is paid already.
   */
  readonly outbox: OutboxEntry | null;
  /** Whether an earlier request under the same key made the order: then it is that one's. */
  readonly repeated: boolean;
}

/** Where an order stands among others by when their time is over; no order has the id 0. */
export type OrderPlace = Pick<Order, 'id' | 'expiresAt'>;

export type PaymentOutcome = 'credited' | 'duplicate' | 'quarantined';

/** What users buy, and the one place where a payment becomes credits or a membership. */
export interface Orders {
  /**
   * Writes the order and the start of its workflow, before any provider hears of it: a payment can never
   * find the order missing. A coupon that leaves nothing to pay pays the order at once. AppError VALIDATION for an
   * amount outside the limits, COUPON_INVALID, IDEMPOTENCY_CONFLICT when the key was used for another request.
   */
  createRecharge(request: RechargeRequest): Promise<PlacedOrder<RechargeOrder>>;
  /**
   * The same for a membership. From the balance it is paid at once, in one transaction with the order: AppErrors
   * INSUFFICIENT_CREDITS, and nothing was written; UNAVAILABLE where nobody can take another payment.
   */
  createMembership(request: MembershipRequest): Promise<PlacedOrder>;
  find(orderNo: string): Promise<Order | undefined>;
  /** Newest first; `page` counts from 1. */
  list(of: OrderFilter & { page: number; pageSize: number }): Promise<OrderList>;
  /** Closes a pending order and frees its coupon; one that is paid or closed stays as it is. AppError ORDER_NOT_FOUND. */
  close(orderNo: string): Promise<Order>;
  /** Orders in a state that come after a place in the order of their `expiresAt`, the earliest first. */
  inState(status: OrderStatus, after: OrderPlace, limit: number): Promise<Order[]>;
  /**
   * Gives what an order bought, once, on evidence that has been authenticated: the only way from a payment to
   * credits. What does not fit its order is put on record for an operator and gives nothing.
   */
  applyPayment(evidence: PaymentEvidence): Promise<PaymentOutcome>;
  /**
   * Whether an unpaid order may be looked up now because somebody we do not trust says that it was paid.
   * True at most once in `everyMs` an order, whichever process asks.
   */
  takeHint(orderNo: string, everyMs: number): Promise<boolean>;
}

export interface OrdersDependencies extends Notifying {
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
    ...membershipOrder(dependencies),
    ...settlement(dependencies),
    ...closing(dependencies),
    find: (orderNo) => readOrder(db, orderNo, null),
    list: ({ page, pageSize, ...filter }) => listOrders(db, filter, { page, pageSize }),
    inState: (status, after, limit) => ordersAfter(db, status, after, limit),
    takeHint(orderNo, everyMs) {
      const now = clock.now();
      return takeHint(db, orderNo, now, new Date(now.getTime() - everyMs));
    },
  };
}
