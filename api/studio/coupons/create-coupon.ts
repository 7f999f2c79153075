import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { fromLocalTime } from '../time';
import { couponDto } from './coupon-dto';

export const createCoupon: StudioHandler<'createCoupon'> = async ({ body }, { coupons }) => {
  const made = await coupons.create({
    code: body.code,
    name: body.name,
    type: body.type,
    value: body.value,
    minAmount: body.min_amount,
    maxUsage: body.max_usage,
    validFrom: fromLocalTime('body.valid_from', body.valid_from),
    validUntil: fromLocalTime('body.valid_until', body.valid_until),
  });
  return ok(couponDto(made), 'couponCreated');
};
