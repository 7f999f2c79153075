import { AppError } from '../errors';
import type { PaymentProvider } from '../payments';
import type { Orders } from './orders';

export interface NotifyAnswer {
  readonly status: number;
  /** Plain text: exactly `success` or `fail`. */
  readonly body: 'success' | 'fail';
  /** Why it failed, for the log; never part of the answer. */
  readonly error?: unknown;
}

/**
 * Answers EPay's notify: `rawParams` is the raw query of a GET or the raw form body of a POST, not parsed by
 * anyone before. Never rejects.
 *
 * `success` is said only when the credits are committed, by this notify or one before. Everything else is
 * told `fail`, a quarantined payment too: `success` would claim a delivery that has not happened. The
 * provider's retries then do no harm, for they end by themselves and leave one row however many they are,
 * and they do good when an operator mends what was wrong meanwhile: the next one is credited.
 */
export async function receiveEpayNotify(
  rawParams: string,
  { provider, orders }: { readonly provider: PaymentProvider; readonly orders: Orders },
): Promise<NotifyAnswer> {
  try {
    const outcome = await orders.applyPayment(provider.verifyNotify(rawParams));
    if (outcome !== 'quarantined') return { status: 200, body: 'success' };
    const note = 'The payment does not fit its order: see payment_events.';
    return { status: 400, body: 'fail', error: new AppError('PAYMENT_FAILED', undefined, { note }) };
  } catch (error) {
    return { status: error instanceof AppError ? error.status : 500, body: 'fail', error };
  }
}
