import { creditsToNumber } from '../../../domain/credits';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { rechargeOrderDto } from './order-dto';
import { orderFilter } from './order-filter';

export const listRechargeOrders: StudioHandler<'listRechargeOrders'> = async (
  { user, query },
  { orders, payments },
) => {
  const page = pageOf(query);
  const filter = { userId: user.userId, purpose: 'recharge', ...orderFilter(query) } as const;
  const list = await orders.list({ ...filter, ...page });
  return ok({
    ...pageDto(page, list, (order) => rechargeOrderDto(order, payments)),
    total_amount: list.paidFen / 100,
    total_credits: creditsToNumber(list.paidCredits),
  });
};
