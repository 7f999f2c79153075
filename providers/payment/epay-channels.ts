import type { PaymentMethod } from '../../domain/payments';

/** EPay's `type` for each of our payment methods. */
export const EPAY_TYPES: Readonly<Record<PaymentMethod, string>> = { alipay: 'alipay', wechat: 'wxpay' };

/** Our name for EPay's `type`; one that we do not offer keeps its own name, which matches no order. */
export function channelOf(type: string): string {
  if (type === EPAY_TYPES.alipay) return 'alipay';
  if (type === EPAY_TYPES.wechat) return 'wechat';
  return `epay:${type}`;
}
