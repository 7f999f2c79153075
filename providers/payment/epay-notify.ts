import { parseYuan } from '../../domain/credits';
import { AppError } from '../../domain/errors';
import type { PaymentEvidence } from '../../domain/payments';
import { channelOf } from './epay-channels';
import { epaySignatureHolds, SIGN_TYPE, type EpayParams } from './epay-signature';

const REQUIRED = ['pid', 'trade_no', 'out_trade_no', 'type', 'money', 'trade_status', 'sign'] as const;

/** Numbers of orders and trades: what our columns take, and nothing that needs escaping anywhere. */
export const NUMBER = /^[\w-]{1,64}$/;

const PAID = 'TRADE_SUCCESS';

/**
 * Reads and authenticates a notify; see PaymentProvider.verifyNotify for the errors. The signature comes
 * before every question about the content. Another merchant's number under our key is evidence of a mistake
 * that an operator should see, so it is marked, not thrown away.
 */
export function readNotify(
  rawParams: string,
  merchant: { readonly pid: string; readonly key: string },
): PaymentEvidence {
  const params = parse(rawParams);
  const missing = REQUIRED.find((name) => !params[name]);
  if (missing) throw malformed(missing, 'is missing');
  if ((params['sign_type'] ?? SIGN_TYPE) !== SIGN_TYPE) throw malformed('sign_type', `must be ${SIGN_TYPE}`);
  if (!epaySignatureHolds(params, merchant.key)) throw new AppError('SIGNATURE_INVALID');
  if (params['trade_status'] !== PAID) {
    throw new AppError('PAYMENT_FAILED', undefined, { note: 'The notify does not tell of a payment.' });
  }
  const evidence: PaymentEvidence = {
    provider: 'epay',
    channel: channelOf(params['type'] ?? ''),
    orderNo: number(params, 'out_trade_no'),
    tradeNo: number(params, 'trade_no'),
    amountFen: money(params),
    source: 'notify',
  };
  return params['pid'] === merchant.pid ? evidence : { ...evidence, problem: 'wrong_merchant' };
}

/** A name that comes twice, or as an array, could be read one way by the check and another by its user. */
function parse(rawParams: string): EpayParams {
  const params = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawParams)) {
    if (params.has(name)) throw malformed(name, 'is repeated');
    if (/[[\]]/.test(name)) throw malformed(name, 'is an array');
    params.set(name, value);
  }
  return Object.fromEntries(params);
}

function number(params: EpayParams, name: string): string {
  const value = params[name] ?? '';
  if (!NUMBER.test(value)) throw malformed(name, 'is malformed');
  return value;
}

function money(params: EpayParams): number {
  const fen = parseYuan(params['money'] ?? '');
  if (fen === undefined) throw malformed('money', 'is malformed');
  return fen;
}

function malformed(name: string, message: string): AppError<'VALIDATION'> {
  return new AppError('VALIDATION', { errors: [{ field: name.slice(0, 64), message }] });
}
