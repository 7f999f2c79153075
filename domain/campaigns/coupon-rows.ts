import type { Row } from '../db/rows';
import { money } from '../ledger/rows';
import type { Coupon, CouponStatus, CouponType, UserCoupon, UserCouponStatus } from './coupon';

/*
 * How coupons are read. What a coupon's status is at a moment is said once, here, for lists filter by it and claims
 * depend on it; `:now` is that moment.
 */

const STATUS = `CASE WHEN c.disabled THEN 'disabled' WHEN c.valid_until < :now THEN 'expired' ELSE 'active' END`;

/** The columns of a coupon `c`. */
export const COUPON_COLUMNS = `c.id, c.code, c.name, c.type, c.value, c.min_amount_fen, c.max_usage, c.claimed_count,
  c.valid_from, c.valid_until, c.created_at AS coupon_created_at, ${STATUS} AS coupon_status,
  (SELECT COUNT(*) FROM user_coupons n WHERE n.coupon_id = c.id AND n.status = 'used') AS used_count`;

export const COUPON_HAS_STATUS = `${STATUS} = :status`;

const OWN_STATUS = `CASE WHEN u.status = 'unused' AND c.valid_until < :now THEN 'expired' ELSE u.status END`;

/** The columns of a user's coupon `u`, beside those of its coupon `c`. */
export const USER_COUPON_COLUMNS = `u.id AS user_coupon_id, u.received_at, u.used_at, ${OWN_STATUS} AS own_status`;

export const USER_COUPON_HAS_STATUS = `${OWN_STATUS} = :status`;

export function toCoupon(row: Row): Coupon {
  return {
    id: row['id'] as number,
    code: row['code'] as string,
    name: row['name'] as string,
    type: row['type'] as CouponType,
    value: money(row['value']),
    minAmountFen: Number(row['min_amount_fen']),
    maxUsage: row['max_usage'] as number | null,
    claimedCount: row['claimed_count'] as number,
    usedCount: Number(row['used_count']),
    validFrom: row['valid_from'] as Date,
    validUntil: row['valid_until'] as Date,
    status: row['coupon_status'] as CouponStatus,
    createdAt: row['coupon_created_at'] as Date,
  };
}

export function toUserCoupon(row: Row): UserCoupon {
  return {
    id: row['user_coupon_id'] as number,
    status: row['own_status'] as UserCouponStatus,
    receivedAt: row['received_at'] as Date,
    usedAt: row['used_at'] as Date | null,
    coupon: toCoupon(row),
  };
}
