import type { GatewayHandler } from '../operation';
import { present } from '../../router/present';
import { readChannelViews } from './channel-views';
import { namedModel } from './named-model';

export const updateChannelModel: GatewayHandler<'updateChannelModel'> = async (
  { params: { id }, body },
  deps,
) => {
  await deps.channelModels.get(id);
  const { model_id, model_name, upstream_model_name: upstreamModelName, enabled } = body;
  const isMoved = model_id !== undefined || model_name !== undefined;
  const modelId = isMoved ? await namedModel(body, deps) : undefined;
  const changed = await deps.channelModels.update(id, present({ modelId, upstreamModelName, enabled }));
  return (await readChannelViews(deps)).model(changed);
};
