import type { GatewayHandler } from '../operation';
import { modelConfigDto } from './model-config-dto';
import { modelConfigWish } from './model-config-wish';

export const createModelConfig: GatewayHandler<'createModelConfig'> = async ({ body }, { modelConfigs }) =>
  modelConfigDto(await modelConfigs.create(modelConfigWish(body)));
