import type { Coupon, UserCoupon } from '../../../domain/campaigns/coupon';
import { creditsToNumber } from '../../../domain/credits';
import { localTime, localTimeOrNull } from '../time';

export function couponDto(coupon: Coupon) {
  return {
    id: coupon.id,
    code: coupon.code,
    name: coupon.name,
    type: coupon.type,
    value: coupon.type === 'credit_bonus' ? creditsToNumber(coupon.value) : Number(coupon.value) / 100,
    min_amount: coupon.minAmountFen / 100,
    max_usage: coupon.maxUsage,
    claimed_count: coupon.claimedCount,
    used_count: coupon.usedCount,
    valid_from: localTime(coupon.validFrom),
    valid_until: localTime(coupon.validUntil),
    status: coupon.status,
    created_at: localTime(coupon.createdAt),
  };
}

export function userCouponDto({ id, status, receivedAt, usedAt, coupon }: UserCoupon) {
  return {
    id,
    coupon_id: coupon.id,
    status,
    received_at: localTime(receivedAt),
    used_at: localTimeOrNull(usedAt),
    coupon: couponDto(coupon),
  };
}
