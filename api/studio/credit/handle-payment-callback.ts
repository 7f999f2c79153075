import { AppError } from '../../../domain/errors';
import { receivePaymentCallback } from '../../../domain/orders/callback';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const handlePaymentCallback: StudioHandler<'handlePaymentCallback'> = async (
  { body, rawBody, headers, note },
  { clock, orders, payments, callbackSecret, nonceStore },
) => {
  if (!payments) throw new AppError('UNAVAILABLE', undefined, { note: 'no payment provider is configured' });
  note({ orderNo: body.order_id });
  const { success } = await receivePaymentCallback(
    {
      claim: {
        orderNo: body.order_id,
        paymentMethod: body.payment_method,
        transactionId: body.transaction_id,
        status: body.status,
      },
      rawBody,
      signed: {
        timestamp: headers?.['x-taskloom-timestamp'],
        nonce: headers?.['x-taskloom-nonce'],
        signature: headers?.['x-taskloom-signature'],
      },
    },
    { clock, orders, provider: payments, nonceStore, secret: callbackSecret },
  );
  return ok({ success });
};
