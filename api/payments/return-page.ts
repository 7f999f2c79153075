import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Order } from '../../domain/orders/order';
import { reconcileOnHint, type ReconcileDependencies } from '../../domain/orders/reconcile';
import { escapeHtml, sendPage } from '../pages/page';
import type { Language } from '../router/language';
import { queryText } from '../router/query-text';

const ORDER_NO = /^[A-Za-z0-9]{1,32}$/;

type Wordings = Readonly<Record<Language, { readonly title: string; readonly text: string }>>;

const PAID: Wordings = {
  zh: { title: '支付成功', text: '积分已到账，可以关闭此页面。' },
  en: { title: 'Paid', text: 'The credits have arrived. You may close this page.' },
};
const CANCELLED: Wordings = {
  zh: { title: '订单已关闭', text: '如果您已付款，到账后仍会充入积分。' },
  en: {
    title: 'The order is closed',
    text: 'If you have paid, the credits will still come when the payment does.',
  },
};
const PENDING: Wordings = {
  zh: { title: '支付结果处理中', text: '收到支付平台的通知后积分即到账，请稍后刷新此页面。' },
  en: {
    title: 'The payment is on its way',
    text: 'The credits come as soon as the provider confirms it. Reload this page in a moment.',
  },
};

/**
 * `/pay/return`, where the gateway sends the buyer back to. What its parameters say counts for nothing: the
 * page shows what our own records say, and at most makes us ask the provider.
 */
export function createReturnPage({
  orders,
  provider,
  log,
}: ReconcileDependencies & { readonly log: Logger }) {
  return async (req: Request, res: Response): Promise<void> => {
    req.context.operation = 'pages.payReturn';
    const { out_trade_no: orderNo } = req.query;
    const isSigned = isFromProvider(req.url, provider);
    const given = isSigned && typeof orderNo === 'string' && ORDER_NO.test(orderNo) ? orderNo : undefined;
    if (given !== undefined) {
      await reconcileOnHint(given, { orders, provider }).catch((error: unknown) => {
        log.warn(
          { requestId: req.context.id, orderNo: given, err: error },
          'an order could not be looked up',
        );
      });
    }
    const order = given === undefined ? undefined : await orders.find(given);
    const { language } = req.context;
    const { title, text } = wordingsFor(order)[language];
    const number = given === undefined ? '' : `<p><code>${escapeHtml(given)}</code></p>`;
    sendPage(res, { title, body: `<h1>${title}</h1>${number}<p>${text}</p>`, lang: language });
  };
}

/** Whether the gateway signed the parameters: only then is anything looked up, for order numbers can be guessed. */
function isFromProvider(url: string, provider: ReconcileDependencies['provider']): boolean {
  try {
    provider.verifyNotify(queryText(url));
    return true;
  } catch {
    return false;
  }
}

/** An order that does not exist looks like one that waits: the page tells nobody which numbers are taken. */
function wordingsFor(order: Order | undefined): Wordings {
  if (order?.status === 'paid') return PAID;
  return order?.status === 'cancelled' ? CANCELLED : PENDING;
}
