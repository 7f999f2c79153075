import { Router, type Request, type Response } from 'express';
import { openTrade, rawBody, rawForm, rawQuery } from './buyer-pages';
import { chinaTime } from './china-time';
import type { FaultPlan } from './faults';
import { toFen, toMoney } from './money';
import type { Notifier } from './notifier';
import { pay } from './payment';
import { readFields, type Fields } from './signature';
import { readTradeRequest, Refusal, type Merchant } from './trade-request';
import type { Trade, Trades } from './trades';

export interface MerchantApiOptions {
  readonly merchant: Merchant;
  readonly trades: Trades;
  readonly faults: FaultPlan;
  readonly notifier: Notifier;
}

/** Answers of api.php, by EPay's convention: 1 is success, below 0 is why not. */
const CODE = { ok: 1, refused: -1, badKey: -3 } as const;

interface Answer {
  readonly code: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** What a merchant's server calls: mapi.php to create, api.php to query and refund. */
export function merchantApi({ merchant, trades, faults, notifier }: MerchantApiOptions): Router {
  const router = Router();

  router.post('/mapi.php', rawForm, async (request, response) => {
    try {
      const trade = openTrade(trades, readTradeRequest(readFields(rawBody(request)), merchant));
      if (faults.of(trade.outTradeNo).before === 'create') await pay(trade, trades, notifier);
      const payurl = `${request.protocol}://${request.get('host') ?? 'localhost'}/pay/${trade.tradeNo}`;
      response.json({ code: CODE.ok, msg: '创建成功', trade_no: trade.tradeNo, payurl });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.json({ code: CODE.refused, msg: error.message });
    }
  });

  const call = (raw: string, request: Request, response: Response) => {
    const fields = readFields(raw) ?? {};
    const faulty = faults.of(fields['out_trade_no'] ?? '');
    const isRefund = fields['act'] === 'refund';
    switch (isRefund && faulty.refund === 'error' ? 'error' : faulty.api) {
      case 'hang':
        return; // the caller's time-out ends it
      case 'error':
        response.status(502).type('html').send('<h1>502 Bad Gateway</h1>');
        return;
      case 'redirect':
        response.redirect(302, `/elsewhere?${raw}`);
        return;
      case 'answer': {
        const said = answer(fields, request.method);
        // Only what was made is kept silent: that there is nothing left to refund is told.
        if (isRefund && faulty.refund === 'silent' && said.code === CODE.ok) return;
        response.json(said);
      }
    }
  };
  router.get('/api.php', (request, response) => call(rawQuery(request), request, response));
  router.post('/api.php', rawForm, (request, response) => {
    call([rawQuery(request), rawBody(request)].filter(Boolean).join('&'), request, response);
  });

  function answer(fields: Fields, method: string): Answer {
    if (fields['pid'] !== merchant.pid) return { code: CODE.badKey, msg: '商户ID不存在' };
    if (fields['key'] !== merchant.key) return { code: CODE.badKey, msg: '商户密钥错误' };
    const trade = fields['trade_no']
      ? trades.byTradeNo(fields['trade_no'])
      : trades.byOutTradeNo(fields['out_trade_no'] ?? '');
    if (!trade) return { code: CODE.refused, msg: '订单号不存在' };
    if (fields['act'] === 'order') return state(trade);
    if (fields['act'] === 'refund' && method === 'POST') return refund(trade, fields['money'] ?? '');
    return { code: CODE.refused, msg: '接口不存在' };
  }

  function state(trade: Trade): Answer {
    return {
      code: CODE.ok,
      msg: '查询订单号成功！',
      trade_no: trade.tradeNo,
      out_trade_no: trade.outTradeNo,
      api_trade_no: trade.paidAt === undefined ? '' : `L${trade.tradeNo}`,
      type: trade.type,
      pid: merchant.pid,
      addtime: chinaTime(trade.createdAt),
      endtime: trade.paidAt === undefined ? '' : chinaTime(trade.paidAt),
      name: trade.name,
      money: toMoney(trade.fen),
      status: trade.paidAt === undefined ? 0 : 1,
      param: trade.param,
    };
  }

  function refund(trade: Trade, money: string): Answer {
    if (faults.of(trade.outTradeNo).refund === 'refuse') return { code: CODE.refused, msg: '商户余额不足' };
    const fen = toFen(money);
    if (fen === undefined) return { code: CODE.refused, msg: '退款金额不合法' };
    if (trade.paidAt === undefined) return { code: CODE.refused, msg: '订单未支付' };
    if (trade.refundedFen + fen > trade.fen) return { code: CODE.refused, msg: '退款金额超过可退金额' };
    trade.refundedFen += fen;
    trades.save();
    return { code: CODE.ok, msg: '退款成功', trade_no: trade.tradeNo, money: toMoney(fen) };
  }

  return router;
}
