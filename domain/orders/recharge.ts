import { fenToCredits } from '../credits';
import { invalidField } from '../errors';
import type { Orders, OrdersDependencies, PlacedOrder, RechargeOrder } from './orders';
import { placing } from './placing';

/** 50,000 yuan, as the documents of the surfaces say: above it, a slip of the finger is likelier than a wish. */
export const MAX_RECHARGE_FEN = 5_000_000;

/** Buying credits: see `Orders.createRecharge`. */
export function recharge(dependencies: OrdersDependencies): Pick<Orders, 'createRecharge'> {
  const place = placing(dependencies);

  return {
    async createRecharge({ amountFen, surface = 'studio', ...request }) {
      if (!Number.isSafeInteger(amountFen) || amountFen < 1 || amountFen > MAX_RECHARGE_FEN) {
        throw invalidField('body.amount', {
          zh: `充值金额应在 0.01 到 ${MAX_RECHARGE_FEN / 100} 元之间`,
          en: `must be between 0.01 and ${MAX_RECHARGE_FEN / 100} yuan`,
        });
      }
      const placed = await place({
        couponCode: undefined,
        idempotency: undefined,
        ...request,
        surface,
        purpose: 'recharge',
        priceFen: amountFen,
        // A discount is one on the price: the credits are those of the whole amount.
        credits: fenToCredits(amountFen),
        membershipType: null,
      });
      return placed as PlacedOrder<RechargeOrder>; // the order has the request's way of paying
    },
  };
}
