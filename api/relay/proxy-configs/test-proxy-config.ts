import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const testProxyConfig: RelayHandler<'testProxyConfig'> = async ({ body }, { proxyTrials }) => {
  const { id, type, host, port, username, password } = body;
  const { success, latencyMs, error } = await proxyTrials.test({ id, type, host, port, username, password });
  return ok({ success, message: error ?? 'OK', latency: latencyMs });
};
