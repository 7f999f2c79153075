import type { MembershipType } from '../../../domain/identity/user';
import type { OrderFilter } from '../../../domain/orders/order-lists';
import type { components } from '../../../openapi/generated/studio';
import { dayRange, type DayQuery } from '../days';

interface OrderQuery extends DayQuery {
  readonly payment_status?: components['schemas']['PaymentStatus'];
  readonly payment_method?: components['schemas']['OrderPaymentMethod'];
  readonly membership_type?: MembershipType;
}

/** What a list of orders was asked for. */
export function orderFilter(query: OrderQuery | undefined): Omit<OrderFilter, 'userId' | 'purpose'> {
  return {
    status: query?.payment_status,
    paymentMethod: query?.payment_method,
    membershipType: query?.membership_type,
    ...dayRange(query),
  };
}
