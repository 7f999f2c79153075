import type { Credits } from '../credits';

/** `discount`: a part of the price; `deduction`: an amount off it; `credit_bonus`: credits on top of a recharge. */
export type CouponType = 'discount' | 'deduction' | 'credit_bonus';

/** Follows from the time and the switch; nothing has to run for a coupon to expire. */
export type CouponStatus = 'active' | 'expired' | 'disabled';

export interface Coupon {
  readonly id: number;
  /** Letters of either case are the same. */
  readonly code: string;
  readonly name: string;
  readonly type: CouponType;
  /** In hundredths of a percent, in fen, or in units of credits, as the type says. */
  readonly value: bigint;
  /** Integer fen: the least price that it may be used for. */
  readonly minAmountFen: number;
  /** How many users may have one; null for any number. */
  readonly maxUsage: number | null;
  readonly claimedCount: number;
  readonly usedCount: number;
  readonly validFrom: Date;
  /** The last moment that it is valid in. */
  readonly validUntil: Date;
  readonly status: CouponStatus;
  readonly createdAt: Date;
}

/** A user's own piece of a coupon. `reserved`: an order that waits to be paid has it. */
export type UserCouponStatus = 'unused' | 'reserved' | 'used' | 'expired';

export interface UserCoupon {
  readonly id: number;
  readonly status: UserCouponStatus;
  readonly receivedAt: Date;
  readonly usedAt: Date | null;
  readonly coupon: Coupon;
}

/** The whole of a price, in the units of a `discount`. */
export const WHOLE_PRICE = 10_000n;

/** What a coupon takes off a price, in fen, and the credits that it adds. */
export interface CouponEffect {
  readonly discountFen: number;
  readonly bonusCredits: Credits;
}

/**
 * What a coupon does to a price. Never more than the price is taken off; a part of a fen stays with the price.
 */
export function effectOf({ type, value }: Pick<Coupon, 'type' | 'value'>, amountFen: number): CouponEffect {
  if (type === 'credit_bonus') return { discountFen: 0, bonusCredits: value };
  if (type === 'discount') return { discountFen: partOf(amountFen, value), bonusCredits: 0n };
  const price = BigInt(amountFen);
  return { discountFen: Number(value < price ? value : price), bonusCredits: 0n };
}

/** A part of a price, given in hundredths of a percent; a part of a fen is left out. */
export function partOf(amountFen: number, hundredths: bigint): number {
  return Number((BigInt(amountFen) * hundredths) / WHOLE_PRICE);
}

/** Whether a coupon is of the right kind for a purchase: a bonus comes on top of credits that are bought, and of nothing else. */
export function fits(type: CouponType, purpose: 'recharge' | 'membership'): boolean {
  return type !== 'credit_bonus' || purpose === 'recharge';
}
