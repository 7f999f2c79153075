import { parseYuan } from '../../domain/credits';
import type { PaymentState } from '../../domain/payments';
import { callApi, text, unavailable, type CallSettings, type EpayAnswer } from './epay-call';
import { channelOf } from './epay-channels';
import { NUMBER } from './epay-notify';

/** EPay's answer codes: success, and that it does not know the order. All others are a fault of the call. */
const FOUND = 1;
const UNKNOWN_ORDER = -1;
const PAID = '1';

/** `api.php?act=order`. */
export async function queryOrder(orderNo: string, settings: CallSettings): Promise<PaymentState> {
  const answer = await callApi('GET', 'order', { out_trade_no: orderNo }, settings);
  const code = Number(answer['code']);
  if (code === UNKNOWN_ORDER) return { state: 'absent' };
  if (code !== FOUND)
    throw unavailable(`it refused the query with code ${Number.isFinite(code) ? code : '?'}`);
  // Gateways differ in what they repeat of the question; what they do repeat must be the question.
  agrees(answer, 'pid', settings.pid);
  agrees(answer, 'out_trade_no', orderNo);
  if (text(answer, 'status') !== PAID) return { state: 'pending' };

  const tradeNo = text(answer, 'trade_no');
  const amountFen = parseYuan(text(answer, 'money') ?? '');
  if (tradeNo === undefined || !NUMBER.test(tradeNo)) throw unavailable('it gave no trade number');
  if (amountFen === undefined) throw unavailable('it gave no amount');
  const type = text(answer, 'type');
  const channel = type === undefined ? null : channelOf(type);
  return {
    state: 'paid',
    evidence: { provider: 'epay', channel, orderNo, tradeNo, amountFen, source: 'query' },
  };
}

function agrees(answer: EpayAnswer, name: string, asked: string): void {
  const answered = text(answer, name);
  if (answered !== undefined && answered !== asked) throw unavailable(`it answered for another ${name}`);
}
