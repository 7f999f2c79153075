import type { GatewayHandler } from '../operation';
import { modelConfigDto } from './model-config-dto';

export const listModelConfigs: GatewayHandler<'listModelConfigs'> = async (_, { modelConfigs }) =>
  (await modelConfigs.list()).map(modelConfigDto);
