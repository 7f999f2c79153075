import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { couponDto } from './coupon-dto';

export const listCoupons: StudioHandler<'listCoupons'> = async ({ query }, { coupons }) => {
  const page = pageOf(query);
  return ok(pageDto(page, await coupons.list({ status: query?.status, ...page }), couponDto));
};
