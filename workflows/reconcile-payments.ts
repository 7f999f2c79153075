import { proxyActivities } from '@temporalio/workflow';
import type { PaymentActivities, ReconciliationReport } from '../activities/payments';
import { LONG_WALK } from './policies';

const { reconcileOrders } = proxyActivities<PaymentActivities>({
  ...LONG_WALK,
  summary: 'Ask about every unpaid order',
});

/** Every hour: a payment whose notify was lost is credited all the same, also when its order has been closed. */
export async function reconcilePayments(): Promise<ReconciliationReport> {
  return reconcileOrders();
}
