import {
  condition,
  defineSignal,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import type { PaymentActivities } from '../activities/payments';
import { PAID_SIGNAL } from '../domain/orders/order';
import type { OrderRef } from './contract';
import { DATABASE, LAST_PROVIDER_QUERY, PROVIDER_QUERY } from './policies';
import { reportOn } from './report';
import { saga } from './saga';

type Payments = PaymentActivities;

const { readOrder } = proxyLocalActivities<Payments>({ ...DATABASE, summary: 'Read the order' });
const { closeOrder } = proxyActivities<Payments>({ ...DATABASE, summary: 'Close the order' });
const beforeClosing = proxyActivities<Payments>({ ...PROVIDER_QUERY, summary: 'Ask the provider' });
const afterClosing = proxyActivities<Payments>({ ...LAST_PROVIDER_QUERY, summary: 'Ask the provider again' });

/**
 * An order from its creation to its end, which it answers: paid in time, or asked about, closed and asked
 * about again, for a payment may be under way while we close. The verified callback credits the order by
 * itself and tells this workflow; one that comes after the end is credited all the same.
 */
export async function processPayment({ orderNo }: OrderRef): Promise<string> {
  const report = reportOn('payment', orderNo);
  let paid = false;
  setHandler(defineSignal(PAID_SIGNAL), () => {
    paid = true;
  });

  return saga(async (undo) => {
    // An operator who cancels this closes the order.
    undo(async () => report.state((await closeOrder({ orderNo })).status));
    const order = await readOrder({ orderNo }); // it may be paid already, and the signal have come too early
    if (order.status === 'pending') {
      report.step('waiting for the payment', 0);
      if (!(await condition(() => paid, Math.max(1, order.expiresAt - Date.now())))) {
        report.step('expired', 50);
        const found = await ask(beforeClosing.queryPayment({ orderNo }));
        if (found !== 'paid') {
          await closeOrder({ orderNo });
          await ask(afterClosing.queryPayment({ orderNo }));
        }
      }
    }
    const { status } = await readOrder({ orderNo });
    report.step('done', 100);
    report.state(status);
    return status;
  });
}

/** A provider that does not answer decides nothing: a payment that it hides now comes by its callback. */
async function ask<T>(query: Promise<T>): Promise<T | 'unknown'> {
  try {
    return await query;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return 'unknown';
  }
}
