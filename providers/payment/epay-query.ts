import { parseYuan } from '../../domain/credits';
import { AppError } from '../../domain/errors';
import type { PaymentState } from '../../domain/payments';
import { channelOf } from './epay-channels';
import { NUMBER } from './epay-notify';

export interface QuerySettings {
  readonly baseUrl: string;
  readonly pid: string;
  readonly key: string;
  readonly timeoutMs: number;
}

/** EPay's answer codes: success, and that it does not know the order. All others are a fault of the call. */
const FOUND = 1;
const UNKNOWN_ORDER = -1;
const PAID = '1';

/**
 * `api.php?act=order`. The merchant's key travels in the query, in clear: no redirect is followed, and no
 * error carries the address, a cause that may quote it, or words of the answer.
 */
export async function queryOrder(orderNo: string, settings: QuerySettings): Promise<PaymentState> {
  const answer = await call(orderNo, settings);
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

async function call(orderNo: string, { baseUrl, pid, key, timeoutMs }: QuerySettings) {
  const address = new URL('api.php', baseUrl);
  address.search = new URLSearchParams({ act: 'order', pid, key, out_trade_no: orderNo }).toString();
  const signal = AbortSignal.timeout(timeoutMs);
  let body: string;
  try {
    const response = await fetch(address, { redirect: 'error', signal });
    body = await response.text();
    if (!response.ok) throw unavailable(`it answered HTTP ${response.status}`);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unavailable(signal.aborted ? 'it timed out' : 'the call failed');
  }
  const answer = parseObject(body);
  if (!answer) throw unavailable('its answer is not a JSON object');
  return answer;
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Some gateways write numbers as numbers, some as strings. */
function text(answer: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = answer[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function agrees(answer: Readonly<Record<string, unknown>>, name: string, asked: string): void {
  const answered = text(answer, name);
  if (answered !== undefined && answered !== asked) throw unavailable(`it answered for another ${name}`);
}

function unavailable(reason: string): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', undefined, { note: `The payment provider was asked, but ${reason}.` });
}
