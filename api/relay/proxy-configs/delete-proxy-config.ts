import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteProxyConfig: RelayHandler<'deleteProxyConfig'> = async (
  { params: { id } },
  { proxyConfigs },
) => {
  await proxyConfigs.remove(id);
  return ok(null);
};
