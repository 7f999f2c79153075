import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteModelConfig: GatewayHandler<'deleteModelConfig'> = async (
  { params: { id }, language },
  { modelConfigs },
) => {
  await modelConfigs.remove(id);
  return done(language, '模型已删除', 'The model was deleted');
};
