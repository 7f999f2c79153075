import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const clearDefaultProxyConfig: RelayHandler<'clearDefaultProxyConfig'> = async (
  _,
  { proxyConfigs },
) => {
  await proxyConfigs.setDefault(null);
  return ok(null);
};
