import { chinaTime } from './china-time';
import { html, type Html } from './html';
import { toMoney } from './money';
import type { PaymentType, Trade } from './trades';

/** How each payment type shows; its colour is in the style sheet under the same name. */
const METHODS: Record<PaymentType, string> = { alipay: '支付宝', wxpay: '微信支付', qqpay: 'QQ 钱包' };

/** Seconds until the result page goes back to the merchant by itself. */
const RETURN_SECONDS = 5;

/** Where the buyer pays: the button is a plain form, so that it works without JavaScript. */
export function cashierPage(trade: Trade): Html {
  return page(
    `支付 ¥${toMoney(trade.fen)}`,
    html`<main class="card ${trade.type}">
      ${amount('应付金额', trade)}
      <h1 class="name">${trade.name}</h1>
      ${facts(trade)}
      <form method="post" action="/pay/${trade.tradeNo}">
        <button class="button primary" type="submit">确认支付 ¥${toMoney(trade.fen)}</button>
      </form>
      <a class="button quiet" href="/cancel/${trade.tradeNo}">取消支付</a>
    </main>`,
  );
}

/** After the payment; `returnAddress` is the merchant's page with the signed result, if it has one. */
export function resultPage(trade: Trade, returnAddress: string | undefined): Html {
  const back = returnAddress
    ? html`<a class="button primary" href="${returnAddress}">返回商户</a>
        <p class="hint">${String(RETURN_SECONDS)} 秒后自动返回</p>`
    : html`<p class="hint">可以关闭此页面，回到商户查看订单</p>`;
  return page(
    '支付成功',
    html`<main class="card ${trade.type}">
      <div class="mark done" aria-hidden="true">
        <svg viewBox="0 0 48 48"><path d="M13 25l8 8 15-18" /></svg>
      </div>
      <h1 class="outcome">支付成功</h1>
      ${amount('实付金额', trade)} ${facts(trade)} ${back}
    </main>`,
    returnAddress &&
      html`<meta http-equiv="refresh" content="${String(RETURN_SECONDS)};url=${returnAddress}" />`,
  );
}

/** The buyer turned back: nothing was paid, and the trade stays open. */
export function cancelledPage(trade: Trade): Html {
  return page(
    '已取消支付',
    html`<main class="card ${trade.type}">
      <div class="mark stopped" aria-hidden="true">
        <svg viewBox="0 0 48 48"><path d="M16 16l16 16M32 16L16 32" /></svg>
      </div>
      <h1 class="outcome">已取消支付</h1>
      <p class="hint">没有产生扣款。订单仍然有效，可以继续支付。</p>
      ${amount('待付金额', trade)} ${facts(trade)}
      <a class="button primary" href="/pay/${trade.tradeNo}">继续支付</a>
      ${trade.returnUrl ? html`<a class="button quiet" href="${trade.returnUrl}">返回商户</a>` : ''}
    </main>`,
  );
}

/** For whoever opens the cashier itself: there is nothing to pay without an order. */
export function welcomePage(): Html {
  return page(
    '就绪',
    html`<main class="card">
      <h1 class="outcome">收银台已就绪</h1>
      <p class="hint">从商户的订单页面发起支付，就会来到这里。</p>
    </main>`,
  );
}

/** What went wrong, and what to look at. */
export function errorPage(message: string, hint: string): Html {
  return page(
    message,
    html`<main class="card">
      <div class="mark failed" aria-hidden="true">
        <svg viewBox="0 0 48 48"><path d="M24 13v14M24 34v1" /></svg>
      </div>
      <h1 class="outcome">${message}</h1>
      <p class="hint">${hint}</p>
    </main>`,
  );
}

function amount(label: string, trade: Trade): Html {
  return html`<p class="amount">
    <span class="label">${label}</span><span class="figure"><small>¥</small>${toMoney(trade.fen)}</span>
  </p>`;
}

function facts(trade: Trade): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['支付方式', METHODS[trade.type]],
    ['商户订单号', trade.outTradeNo],
    ['交易号', trade.tradeNo],
    trade.paidAt === undefined
      ? ['下单时间', chinaTime(trade.createdAt)]
      : ['支付时间', chinaTime(trade.paidAt)],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function page(title: string, body: Html, head?: Html | ''): Html {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · 本地收银台</title>
        <link rel="stylesheet" href="/cashier.css" />
        ${head ?? ''}
      </head>
      <body>
        <header class="brand">
          <span class="logo" aria-hidden="true"
            ><svg viewBox="0 0 24 24"><path d="M3 7h18v11H3zM3 11h18M7 15h4" /></svg></span
          >本地收银台<span class="badge">模拟环境</span>
        </header>
        ${body}
        <footer>模拟支付，不会产生真实扣款</footer>
      </body>
    </html>`;
}
