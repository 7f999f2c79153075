import { present } from '../../router/present';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const updateProxyConfig: RelayHandler<'updateProxyConfig'> = async (
  { params: { id }, body },
  { proxyConfigs },
) => {
  const { name, type, host, port, username, password, enabled } = body;
  const change = present({ name, type, host, port, username, password, enabled });
  return ok(proxyConfigDto(await proxyConfigs.update(id, change)));
};
