import { fenToCredits, type Credits } from '../credits';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Movement } from '../ledger/ledger';
import type { Order } from './order';

/** Only advances: asked → done | refused. One that was refused may be asked for again, as another. */
export type RefundState = 'asked' | 'done' | 'refused';

/** That an order's money goes back to its buyer. */
export interface Refund {
  readonly id: number;
  readonly orderNo: string;
  readonly state: RefundState;
  /** What the buyer gets: integer fen. */
  readonly amountFen: number;
  /** What the order had given on top of a membership, and is taken back: set aside until the refund has ended. */
  readonly credits: Credits;
  /** An operator's words for it. */
  readonly reason: string;
  /** Why the provider would not; null unless it refused. */
  readonly refusal: string | null;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

/** The workflow that asks the provider, and its id. */
export const REFUND_WORKFLOW = 'refundOrder';

export function refundWorkflowId(refundId: number): string {
  return `refund/${refundId}`;
}

const HOLD = /^refund\/(\d{1,15})$/;

/** The key of the hold of what a refund takes back. */
export function refundHoldKey(refundId: number): string {
  return `refund/${refundId}`;
}

/** The refund that a hold is for; undefined when it is for something else. */
export function refundOfHold(key: string): number | undefined {
  const id = HOLD.exec(key)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** The credits that an order gave, and that a refund takes back. */
export function givenBy({ credits, bonusCredits }: Order): Credits {
  return credits + bonusCredits;
}

/**
 * What a refund moves at its end: what the order gave is taken back, out of the hold where there is one, and what was
 * paid from the balance is given back. What was on top of the price goes back to where it came from.
 */
export function refundMovements(order: Order, holdKey: string | null): Movement[] {
  const { orderNo, bonusCredits, amountFen } = order;
  const wallet = userAccount(order.userId);
  const key = `order/${orderNo}/refund`;
  const named = { kind: 'refund', description: `退款：${order.title}` } as const;
  const reference = orderNo;
  const given = givenBy(order);
  const movements: Movement[] = [];
  if (order.paymentMethod === 'balance' && amountFen > 0) {
    const amount = fenToCredits(amountFen);
    const from = PLATFORM.revenue;
    movements.push({ type: 'transfer', key, from, to: wallet, amount, reference, ...named });
  }
  if (given > 0n) {
    const to = PLATFORM.sales;
    movements.push(
      holdKey === null
        ? { type: 'transfer', key, from: wallet, to, amount: given, reference, ...named }
        : { type: 'capture', key, hold: holdKey, to, ...named },
    );
  }
  if (bonusCredits > 0n) {
    const [from, to] = [PLATFORM.sales, PLATFORM.rewards];
    movements.push({
      type: 'transfer',
      key: `${key}/bonus`,
      from,
      to,
      amount: bonusCredits,
      reference,
      ...named,
    });
  }
  return movements;
}
