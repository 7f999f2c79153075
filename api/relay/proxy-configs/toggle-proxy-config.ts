import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const toggleProxyConfig: RelayHandler<'toggleProxyConfig'> = async (
  { params: { id } },
  { proxyConfigs },
) => {
  const { enabled } = await proxyConfigs.get(id);
  return ok(proxyConfigDto(await proxyConfigs.update(id, { enabled: !enabled })));
};
