import { present } from '../../router/present';
import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const createProxyConfig: RelayHandler<'createProxyConfig'> = async ({ body }, { proxyConfigs }) => {
  const { name, type, host, port, username, password, enabled } = body;
  const wish = { name, type, host, port, ...present({ username, password, enabled }) };
  return created(proxyConfigDto(await proxyConfigs.create(wish)));
};
