import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const setDefaultProxyConfig: RelayHandler<'setDefaultProxyConfig'> = async (
  { params: { id } },
  { proxyConfigs },
) => {
  await proxyConfigs.setDefault(id);
  return ok(proxyConfigDto(await proxyConfigs.get(id)));
};
