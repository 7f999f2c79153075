import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const getDefaultProxyConfig: RelayHandler<'getDefaultProxyConfig'> = async (_, { proxyConfigs }) => {
  const proxy = await proxyConfigs.default();
  return ok(proxy ? proxyConfigDto(proxy) : null);
};
