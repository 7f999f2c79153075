import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { userCouponDto } from './coupon-dto';

/** Unless asked otherwise, as many as a page may have: the surface's own example asks for no page. */
const MOST = 100;

export const listMyCoupons: StudioHandler<'listMyCoupons'> = async ({ query, user }, { coupons }) => {
  const { status, page = 1, page_size: pageSize = MOST } = query ?? {};
  const own = await coupons.owned({ userId: user.userId, status, page, pageSize });
  return ok(own.map(userCouponDto));
};
