import type { GatewayHandler } from '../operation';
import { modelConfigDto } from './model-config-dto';
import { modelConfigWish } from './model-config-wish';

export const updateModelConfig: GatewayHandler<'updateModelConfig'> = async (
  { params: { id }, body },
  { modelConfigs },
) => modelConfigDto(await modelConfigs.update(id, modelConfigWish(body)));
