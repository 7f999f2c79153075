import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteChannelModel: GatewayHandler<'deleteChannelModel'> = async (
  { params: { id }, language },
  { channelModels },
) => {
  await channelModels.remove(id);
  return done(language, '渠道模型已删除', 'The model was taken from the channel');
};
