import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const testAccount: RelayHandler<'testAccount'> = async (
  { params: { id }, body },
  { accountTrials },
) => {
  const { success, model, latencyMs, error } = await accountTrials.test(id, body?.model);
  return ok({ success, model, latency: latencyMs, message: error ?? 'OK' });
};
