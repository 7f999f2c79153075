import { done } from '../done';
import type { GatewayHandler } from '../operation';

export const deleteChannel: GatewayHandler<'deleteChannel'> = async (
  { params: { id }, language },
  { channels },
) => {
  await channels.remove(id);
  return done(language, '渠道已删除', 'The channel was deleted');
};
