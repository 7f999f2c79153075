import { PLANS } from '../membership/plans';
import type { Orders, OrdersDependencies } from './orders';
import { placing } from './placing';

/** Becoming a member, or staying one: see `Orders.createMembership`. */
export function membershipOrder(dependencies: OrdersDependencies): Pick<Orders, 'createMembership'> {
  const place = placing(dependencies);
  return {
    createMembership: ({ membershipType, surface = 'studio', ...request }) =>
      place({
        couponCode: undefined,
        idempotency: undefined,
        ...request,
        surface,
        purpose: 'membership',
        priceFen: PLANS[membershipType].priceFen,
        credits: 0n,
        membershipType,
      }),
  };
}
