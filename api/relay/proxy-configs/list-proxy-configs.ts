import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { proxyConfigDto } from './proxy-config-dto';

export const listProxyConfigs: RelayHandler<'listProxyConfigs'> = async ({ query }, { proxyConfigs }) => {
  const page = pageOf(query);
  return ok(pageDto(await proxyConfigs.page({ keyword: query?.keyword }, page), page, proxyConfigDto));
};
