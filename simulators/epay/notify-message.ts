import type { Falsehood } from './faults';
import { toMoney } from './money';
import { sign, signed, type Fields } from './signature';
import type { Merchant } from './trade-request';
import type { Trade } from './trades';

/** What the provider signs about a paid trade: the notify's fields, and those of the buyer's way back. */
export function paidMessage(trade: Trade, merchant: Merchant): Fields {
  return signed(paidFields(trade, merchant), merchant.key);
}

/** The message with one lie in it. */
export function falsified(trade: Trade, merchant: Merchant, falsehood: Falsehood): Fields {
  const truth = paidFields(trade, merchant);
  if (falsehood === 'signature') {
    const right = sign(truth, merchant.key);
    const wrong = (right.startsWith('0') ? '1' : '0') + right.slice(1);
    return { ...truth, sign: wrong, sign_type: 'MD5' };
  }
  return signed({ ...truth, ...LIES[falsehood](trade, merchant) }, merchant.key);
}

/** The address that a message is sent to, with its fields in the query. */
export function withFields(address: string, fields: Fields): string {
  return `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(fields).toString()}`;
}

const LIES: Record<Exclude<Falsehood, 'signature'>, (trade: Trade, merchant: Merchant) => Fields> = {
  amount: (trade) => ({ money: toMoney(trade.fen + 1) }),
  merchant: (_trade, { pid }) => ({ pid: `${pid}1` }),
  channel: (trade) => ({ type: trade.type === 'alipay' ? 'wxpay' : 'alipay' }),
  trade: (trade) => ({ trade_no: `${trade.tradeNo}9` }),
  order: (trade) => ({ out_trade_no: `${trade.outTradeNo}9` }),
};

function paidFields(trade: Trade, { pid }: Merchant): Fields {
  return {
    pid,
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    type: trade.type,
    name: trade.name,
    money: toMoney(trade.fen),
    trade_status: 'TRADE_SUCCESS',
    ...(trade.param ? { param: trade.param } : {}),
  };
}
