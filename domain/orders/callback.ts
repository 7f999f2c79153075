import type { Clock } from '../clock';
import { AppError, invalidField } from '../errors';
import type { NonceStore } from './callback-nonces';
import { verifyCallbackSignature, type CallbackSignature } from './callback-signature';
import type { Orders } from './orders';
import { reconcileOnHint, type ReconcileDependencies } from './reconcile';

/** What a callback says. It becomes evidence only under a signature. */
export interface CallbackClaim {
  readonly orderNo: string;
  readonly paymentMethod: string;
  /** The provider's number of the payment. */
  readonly transactionId: string;
  /** `success`, or why there is no payment. */
  readonly status: string;
}

export interface PaymentCallback {
  readonly claim: CallbackClaim;
  /** The body as it came, before any parsing. */
  readonly rawBody: Buffer | string;
  /** Each is undefined when its header is missing. */
  readonly signed: { readonly [K in keyof CallbackSignature]: string | undefined };
}

export interface CallbackDependencies extends ReconcileDependencies {
  readonly clock: Clock;
  readonly nonceStore: NonceStore;
  /** Shared with who may confirm payments; without one, nobody may. */
  readonly secret: string | undefined;
}

const TRANSACTION_ID = /^[\w-]{1,64}$/;

/**
 * The callback of a payment system in front of us, which no provider signs. With our signature it confirms
 * the payment. Without, it credits nothing on its word: it is refused with SIGNATURE_INVALID whatever it
 * says, and at most makes us ask the provider, whose answer counts as always.
 */
export async function receivePaymentCallback(
  { claim, rawBody, signed }: PaymentCallback,
  dependencies: CallbackDependencies,
): Promise<{ success: boolean }> {
  const { clock, nonceStore, secret } = dependencies;
  const { timestamp, nonce, signature } = signed;
  if (!secret || timestamp === undefined || nonce === undefined || signature === undefined) {
    const cause = await reconcileOnHint(claim.orderNo, dependencies).catch((error: unknown) => error);
    throw new AppError('SIGNATURE_INVALID', undefined, { note: 'the callback is not signed', cause });
  }
  await verifyCallbackSignature({
    secret,
    timestamp,
    nonce,
    signature,
    rawBody,
    now: clock.now(),
    nonceStore,
  });
  return confirmFromCallback(claim, dependencies);
}

/**
 * Credits the order that a verified callback confirms; `success` tells whether its credits are there. A
 * report of a failed payment changes nothing, for the buyer may try again until the order closes. AppError
 * ORDER_NOT_FOUND; VALIDATION; PAYMENT_FAILED when it does not fit the order (an operator finds it on record).
 */
export async function confirmFromCallback(
  claim: CallbackClaim,
  { orders }: { readonly orders: Orders },
): Promise<{ success: boolean }> {
  const order = await orders.find(claim.orderNo);
  if (!order) throw new AppError('ORDER_NOT_FOUND');
  // Nobody confirms what was paid here.
  if (order.provider === 'internal') return { success: order.status === 'paid' };
  if (claim.status !== 'success') return { success: false };
  if (!TRANSACTION_ID.test(claim.transactionId)) {
    throw invalidField('body.transaction_id', {
      zh: '应为 1 到 64 位字母、数字、_ 或 -',
      en: 'must be 1 to 64 letters, digits, _ or -',
    });
  }
  const outcome = await orders.applyPayment({
    provider: order.provider,
    channel: claim.paymentMethod,
    orderNo: order.orderNo,
    tradeNo: claim.transactionId,
    // The callback's own contract has no amount: who signs it vouches for the order as we know it.
    amountFen: order.amountFen,
    source: 'callback',
  });
  if (outcome === 'quarantined') throw new AppError('PAYMENT_FAILED');
  return { success: true };
}
