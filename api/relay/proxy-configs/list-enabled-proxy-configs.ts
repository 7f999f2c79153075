import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const listEnabledProxyConfigs: RelayHandler<'listEnabledProxyConfigs'> = async (_, { proxyConfigs }) =>
  ok((await proxyConfigs.enabled()).map(proxyConfigDto));
