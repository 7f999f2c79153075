import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { chinaTime } from './china-time';

export const PAYMENT_TYPES = ['alipay', 'wxpay', 'qqpay'] as const;
export type PaymentType = (typeof PAYMENT_TYPES)[number];

/** What a merchant asked the buyer to pay. */
export interface TradeRequest {
  readonly outTradeNo: string;
  readonly type: PaymentType;
  readonly name: string;
  readonly fen: number;
  readonly notifyUrl: string;
  readonly returnUrl: string;
  readonly param: string;
}

export interface Trade extends TradeRequest {
  readonly tradeNo: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  paidAt?: number;
  refundedFen: number;
  /** Whether the merchant answered `success` to a notify. */
  acknowledged: boolean;
}

export interface Trades {
  /** The merchant's trade under that order number, made on the first call. */
  open(request: TradeRequest): Trade;
  byTradeNo(tradeNo: string): Trade | undefined;
  byOutTradeNo(outTradeNo: string): Trade | undefined;
  /** Trades that the buyer paid and the merchant has not acknowledged. */
  unacknowledged(): Trade[];
  /** Keeps what was changed on a trade. */
  save(): void;
}

/** A restart remembers this many trades. */
const KEPT = 1000;

/** Trades live in memory; with `stateFile` they survive a restart. */
export function createTrades(stateFile?: string): Trades {
  const trades = new Map<string, Trade>();
  const numbers = new Map<string, string>();
  const keep = (trade: Trade) => {
    trades.set(trade.tradeNo, trade);
    numbers.set(trade.outTradeNo, trade.tradeNo);
  };
  if (stateFile && existsSync(stateFile)) {
    for (const trade of JSON.parse(readFileSync(stateFile, 'utf8')) as Trade[]) keep(trade);
  }
  const byOutTradeNo = (outTradeNo: string) => trades.get(numbers.get(outTradeNo) ?? '');
  const save = () => {
    if (!stateFile) return;
    mkdirSync(dirname(stateFile), { recursive: true });
    // Written beside and renamed, so that a crash leaves the file before or the file after.
    writeFileSync(`${stateFile}.next`, JSON.stringify([...trades.values()].slice(-KEPT)));
    renameSync(`${stateFile}.next`, stateFile);
  };
  return {
    open(request) {
      const known = byOutTradeNo(request.outTradeNo);
      if (known) return known;
      const createdAt = Date.now();
      const trade = {
        ...request,
        tradeNo: tradeNumber(createdAt),
        createdAt,
        refundedFen: 0,
        acknowledged: false,
      };
      keep(trade);
      save();
      return trade;
    },
    byTradeNo: (tradeNo) => trades.get(tradeNo),
    byOutTradeNo,
    unacknowledged: () =>
      [...trades.values()].filter((trade) => trade.paidAt !== undefined && !trade.acknowledged),
    save,
  };
}

/** The time in UTC+8 and five random digits, as EPay numbers its trades. */
function tradeNumber(at: number): string {
  return chinaTime(at).replace(/\D/g, '') + String(randomInt(100_000)).padStart(5, '0');
}
