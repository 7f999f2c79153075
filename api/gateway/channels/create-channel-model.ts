import type { GatewayHandler } from '../operation';
import { present } from '../../router/present';
import { readChannelViews } from './channel-views';
import { namedModel } from './named-model';

export const createChannelModel: GatewayHandler<'createChannelModel'> = async (
  { params: { id: channelId }, body },
  deps,
) => {
  await deps.channels.get(channelId);
  const { upstream_model_name: upstreamModelName, enabled } = body;
  const modelId = await namedModel(body, deps);
  const made = await deps.channelModels.create({
    channelId,
    modelId,
    ...present({ upstreamModelName, enabled }),
  });
  return (await readChannelViews(deps)).model(made);
};
