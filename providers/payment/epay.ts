import { formatYuan } from '../../domain/credits';
import type { PaymentProvider } from '../../domain/payments';
import { EPAY_TYPES } from './epay-channels';
import { readNotify } from './epay-notify';
import { queryOrder } from './epay-query';
import { refundPayment } from './epay-refund';
import { epaySign, SIGN_TYPE } from './epay-signature';

export interface EpaySettings {
  /** The gateway's address, with or without a path: submit.php and api.php are below it. */
  readonly url: string;
  /** Our merchant number, and the key that signs for it. */
  readonly pid: string;
  readonly key: string;
  /** Where the gateway tells us of payments, and where it sends the buyer back to. */
  readonly notifyUrl: string;
  readonly returnUrl: string;
  /** How long a query may take. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5000;

/** The EPay (yipay) V1 gateway: MD5 signatures, money as yuan strings. */
export function createEpay(settings: EpaySettings): PaymentProvider {
  const { pid, key, notifyUrl, returnUrl, timeoutMs = TIMEOUT_MS } = settings;
  const baseUrl = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;

  return {
    name: 'epay',

    paymentUrl({ orderNo, amountFen, paymentMethod, title }) {
      const params = {
        pid,
        type: EPAY_TYPES[paymentMethod],
        out_trade_no: orderNo,
        notify_url: notifyUrl,
        return_url: returnUrl,
        name: title,
        money: formatYuan(amountFen),
      };
      const address = new URL('submit.php', baseUrl);
      address.search = new URLSearchParams({
        ...params,
        sign: epaySign(params, key),
        sign_type: SIGN_TYPE,
      }).toString();
      return address.href;
    },

    verifyNotify: (rawParams) => readNotify(rawParams, { pid, key }),
    query: (orderNo) => queryOrder(orderNo, { baseUrl, pid, key, timeoutMs }),
    refund: (request) => refundPayment(request, { baseUrl, pid, key, timeoutMs }),
  };
}
