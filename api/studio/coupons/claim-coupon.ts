import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { userCouponDto } from './coupon-dto';

export const claimCoupon: StudioHandler<'claimCoupon'> = async ({ params, user }, { coupons }) =>
  ok(userCouponDto(await coupons.claim(params.coupon_id, user.userId)));
