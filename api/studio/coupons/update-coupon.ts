import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { couponDto } from './coupon-dto';

export const updateCoupon: StudioHandler<'updateCoupon'> = async ({ params, body }, { coupons }) =>
  ok(couponDto(await coupons.switch(params.coupon_id, body.status)));
