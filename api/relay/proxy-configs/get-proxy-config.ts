import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const getProxyConfig: RelayHandler<'getProxyConfig'> = async ({ params: { id } }, { proxyConfigs }) =>
  ok(proxyConfigDto(await proxyConfigs.get(id)));
