import { Router, text, type NextFunction, type Request, type Response } from 'express';
import type { FaultPlan } from './faults';
import type { Html } from './html';
import { paidMessage, withFields } from './notify-message';
import type { Notifier } from './notifier';
import { cancelledPage, cashierPage, errorPage, resultPage, welcomePage } from './pages';
import { pay } from './payment';
import { readFields } from './signature';
import { STYLESHEET } from './stylesheet';
import { readTradeRequest, Refusal, type Merchant } from './trade-request';
import type { Trade, Trades } from './trades';

export interface BuyerPagesOptions {
  readonly merchant: Merchant;
  readonly trades: Trades;
  readonly faults: FaultPlan;
  readonly notifier: Notifier;
}

/** The form bodies are kept as text: parameters are counted before they are read. */
export const rawForm = text({ type: 'application/x-www-form-urlencoded', limit: '64kb' });

/** submit.php and the pages that it leads the buyer through. */
export function buyerPages({ merchant, trades, faults, notifier }: BuyerPagesOptions): Router {
  const router = Router();

  const submit = async (raw: string, response: Response) => {
    const trade = openTrade(trades, readTradeRequest(readFields(raw), merchant));
    if (faults.of(trade.outTradeNo).before === 'create') await pay(trade, trades, notifier);
    response.redirect(303, `/pay/${trade.tradeNo}`);
  };
  router.get('/submit.php', (request, response) => submit(rawQuery(request), response));
  router.post('/submit.php', rawForm, (request, response) => submit(rawBody(request), response));

  router.get('/pay/:tradeNo', (request, response) => {
    const trade = tradeAt(trades, request);
    if (trade.paidAt !== undefined) response.redirect(303, `/result/${trade.tradeNo}`);
    else show(response, cashierPage(trade));
  });
  router.post('/pay/:tradeNo', async (request, response) => {
    const trade = tradeAt(trades, request);
    const told = pay(trade, trades, notifier);
    if (faults.of(trade.outTradeNo).before === 'result') await told;
    response.redirect(303, `/result/${trade.tradeNo}`);
  });
  router.get('/cancel/:tradeNo', (request, response) => {
    const trade = tradeAt(trades, request);
    if (trade.paidAt !== undefined) response.redirect(303, `/result/${trade.tradeNo}`);
    else show(response, cancelledPage(trade));
  });
  router.get('/result/:tradeNo', (request, response) => {
    const trade = tradeAt(trades, request);
    if (trade.paidAt === undefined) return response.redirect(303, `/pay/${trade.tradeNo}`);
    const returnAddress = trade.returnUrl && withFields(trade.returnUrl, paidMessage(trade, merchant));
    return show(response, resultPage(trade, returnAddress || undefined));
  });

  router.get('/', (_request, response) => show(response, welcomePage()));
  router.get('/cashier.css', (_request, response) => {
    response.type('css').set('cache-control', 'max-age=300').send(STYLESHEET);
  });
  return router;
}

/** The merchant's trade: the same order number leads to the same trade as long as it asks for the same. */
export function openTrade(trades: Trades, request: ReturnType<typeof readTradeRequest>): Trade {
  const trade = trades.open(request);
  if (trade.fen !== request.fen || trade.type !== request.type) {
    throw new Refusal('订单号重复', '该商户订单号已用于金额或支付方式不同的订单。');
  }
  return trade;
}

/** The last handler: every refusal and every other error as a page. */
export function showError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  if (error instanceof Refusal) {
    return show(response.status(error instanceof NotFound ? 404 : 400), errorPage(error.message, error.hint));
  }
  return show(response.status(500), errorPage('收银台出错了', '请稍后重新打开支付页面。'));
}

class NotFound extends Refusal {}

export function notFound(): never {
  throw new NotFound('页面不存在', '请从商户的订单页面重新发起支付。');
}

export function rawQuery(request: Request): string {
  const start = request.originalUrl.indexOf('?');
  return start < 0 ? '' : request.originalUrl.slice(start + 1);
}

export function rawBody(request: Request): string {
  return typeof request.body === 'string' ? request.body : '';
}

function tradeAt(trades: Trades, request: Request<{ tradeNo: string }>): Trade {
  const trade = trades.byTradeNo(request.params.tradeNo);
  if (!trade) throw new NotFound('订单不存在', '请从商户的订单页面重新发起支付。');
  return trade;
}

function show(response: Response, page: Html): void {
  response
    .set(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .set('cache-control', 'no-store')
    .set('referrer-policy', 'no-referrer')
    .type('html')
    .send(page.markup);
}
