import { formatYuan } from '../../domain/credits';
import type { RefundAnswer, RefundRequest } from '../../domain/payments';
import { callApi, text, unavailable, type CallSettings } from './epay-call';

const REFUNDED = 1;

/**
 * What gateways say of a payment that has gone back: there is no code for it, and each has its own words [K]. `ALL` says
 * so of the whole; `EXCEEDS` only that less is left than is asked for.
 */
const ALL = /已(全额)?退款|重复退款|already (been )?refunded/i;
const EXCEEDS =
  /^(?!.*(商户|账户|平台)余额).*(超过|超出|大于).*(可退|剩余|订单|支付)|exceeds? .*(left|order|paid|refundable)/i;

const LONGEST_WORDS = 200;

/**
 * `api.php?act=refund`, of all that was paid. EPay has no key that makes a repeat harmless and no question about
 * refunds, so that an answer that was lost is found out by asking again: what exceeds what is left has gone back. Of a
 * first call it says that somebody else gave a part back, and an operator has to look.
 */
export async function refundPayment(
  { orderNo, amountFen, mayBeDone }: RefundRequest,
  settings: CallSettings,
): Promise<RefundAnswer> {
  const fields = { out_trade_no: orderNo, money: formatYuan(amountFen) };
  const answer = await callApi('POST', 'refund', fields, settings);
  const code = Number(answer['code']);
  if (code === REFUNDED) return { isRefunded: true };
  if (!Number.isFinite(code)) throw unavailable('it gave no code');
  const words = text(answer, 'msg') ?? '';
  if (ALL.test(words) || (mayBeDone && EXCEEDS.test(words))) return { isRefunded: true };
  return { isRefunded: false, why: safe(words, settings.key) || `code ${code}` };
}

/** Words for an operator, on one line and without our key, which a gateway may repeat. */
function safe(words: string, key: string): string {
  const line = words.replaceAll(key, '…').replace(/[\p{C}\s]+/gu, ' ');
  return [...line.trim()].slice(0, LONGEST_WORDS).join('');
}
