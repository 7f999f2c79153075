import { dateTime } from '../db/columns';
import { invalidField } from '../errors';
import { creditsField, nameField, yuanField } from '../fields';
import { WHOLE_PRICE, type CouponType } from './coupon';

/** What an operator says of a new coupon. */
export interface CouponWish {
  /** 1 to 50 letters, digits, `_` and `-`. */
  readonly code: string;
  readonly name: string;
  readonly type: CouponType;
  /** Percent off, yuan off, or credits on top, as the type says. */
  readonly value: number;
  /** Yuan; none unless given. */
  readonly minAmount?: number | undefined;
  /** How many users may have one; any number unless given. */
  readonly maxUsage?: number | null | undefined;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

const CODE = /^[\w-]{1,50}$/;

/** The columns of a new coupon. AppError VALIDATION. */
export function couponColumns({
  code,
  name,
  type,
  value,
  minAmount = 0,
  maxUsage,
  validFrom,
  validUntil,
}: CouponWish) {
  if (!CODE.test(code)) {
    throw invalidField('body.code', {
      zh: '应为 1–50 个字母、数字、_ 或 -',
      en: 'must be 1 to 50 letters, digits, _ or -',
    });
  }
  if (validUntil <= validFrom) {
    throw invalidField('body.valid_until', { zh: '应晚于 valid_from', en: 'must be after valid_from' });
  }
  return {
    code,
    name: nameField('body.name', name),
    type,
    value: valueOf(type, value),
    min_amount_fen: yuanField('body.min_amount', minAmount),
    max_usage: maxUsage ?? null,
    valid_from: dateTime(validFrom),
    valid_until: dateTime(validUntil),
  };
}

/** A coupon's value in the units that its type has. */
function valueOf(type: CouponType, value: number): bigint {
  const field = 'body.value';
  const units = type === 'credit_bonus' ? creditsField(field, value) : hundredths(field, value);
  if (units <= 0n) throw invalidField(field, { zh: '应大于 0', en: 'must be more than 0' });
  if (type === 'discount' && units > WHOLE_PRICE) {
    throw invalidField(field, { zh: '折扣不能超过 100%', en: 'must be 100 percent at most' });
  }
  return units;
}

/** Of yuan, or of a percent, which have two decimals as well. */
function hundredths(field: string, value: number): bigint {
  return BigInt(yuanField(field, value));
}
