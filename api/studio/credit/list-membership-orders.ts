import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipOrderDto } from './order-dto';
import { orderFilter } from './order-filter';

export const listMembershipOrders: StudioHandler<'listMembershipOrders'> = async (
  { user, query },
  { orders, payments },
) => {
  const page = pageOf(query);
  const filter = { userId: user.userId, purpose: 'membership', ...orderFilter(query) } as const;
  const list = await orders.list({ ...filter, ...page });
  return ok({
    ...pageDto(page, list, (order) => membershipOrderDto(order, payments)),
    total_amount: list.paidFen / 100,
  });
};
