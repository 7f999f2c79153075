import { beijingClock } from '../beijing-time';
import { formatYuan } from '../credits';
import { AppError, type Wording } from '../errors';
import type { Coupon } from './coupon';

/*
 * Why a coupon is refused, in words for who wanted it: no caller can do anything about "invalid" alone.
 */

/** The field of the request that named the coupon: where it is claimed, and where an order is placed with it. */
type Field = 'path.coupon_id' | 'body.coupon_code';

export function couponRefused(field: Field, message: Wording, note?: string): AppError<'COUPON_INVALID'> {
  return new AppError('COUPON_INVALID', { errors: [{ field, message }] }, note === undefined ? {} : { note });
}

/** Why nobody may claim or use it at this moment; undefined for one that is valid. */
export function whyNotNow(
  { status, validFrom, validUntil }: Pick<Coupon, 'status' | 'validFrom' | 'validUntil'>,
  now: Date,
): Wording | undefined {
  if (status === 'disabled') return { zh: '已停用', en: 'is switched off' };
  if (status === 'expired') {
    const at = spoken(validUntil);
    return { zh: `已于 ${at} 过期`, en: `expired at ${at} (Beijing)` };
  }
  if (validFrom > now) {
    const at = spoken(validFrom);
    return { zh: `${at} 起才有效`, en: `is not valid before ${at} (Beijing)` };
  }
  return undefined;
}

export const NONE_LEFT: Wording = { zh: '已被领完', en: 'was claimed as often as it may be: none is left' };
/** A code that nobody knows is not told from one that was not claimed: neither is the user's. */
export const NOT_CLAIMED: Wording = { zh: '您没有领取过此优惠券', en: 'is no coupon that you have claimed' };
export const USED: Wording = { zh: '已使用', en: 'was used' };
export const SET_ASIDE: Wording = {
  zh: '已用于另一笔待支付的订单，取消该订单后可再用',
  en: 'belongs to another order that waits to be paid: it is free again when that is cancelled',
};
export const RECHARGES_ONLY: Wording = { zh: '仅可用于充值', en: 'is for recharges alone' };

/** Both in fen: what the coupon asks for, and the price that it was to be used for. */
export function belowMinimum(minAmountFen: number, amountFen: number): Wording {
  const [least, price] = [formatYuan(minAmountFen), formatYuan(amountFen)];
  return {
    zh: `满 ${least} 元可用，当前为 ${price} 元`,
    en: `is for ${least} yuan and more, and this is ${price}`,
  };
}

function spoken(time: Date): string {
  return beijingClock(time).replace('T', ' ');
}
