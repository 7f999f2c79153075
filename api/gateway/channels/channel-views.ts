import { AppError } from '../../../domain/errors';
import type { Channel } from '../../../domain/gateway/channels';
import type { ChannelModel } from '../../../domain/gateway/channel-models';
import type { GroupMultiplier } from '../../../domain/gateway/group-multipliers';
import type { GatewayDependencies } from '../dependencies';
import { groupDto } from '../groups/group-dto';
import { modelConfigDto } from '../models/model-config-dto';
import { userChannelFacts } from '../user-channels/user-channel-dto';
import { channelFacts } from './channel-dto';

type Stores = Pick<
  GatewayDependencies,
  | 'userChannels'
  | 'channelModels'
  | 'modelConfigs'
  | 'groups'
  | 'channelMultipliers'
  | 'channelModelMultipliers'
>;

/** Channels, and what belongs to them, as operators see them. */
export type ChannelViews = Awaited<ReturnType<typeof readChannelViews>>;

/** Reads what channels are shown with, for all of them at once. */
export async function readChannelViews(stores: Stores) {
  const [links, ofChannels, ofLinks] = await Promise.all([
    stores.channelModels.list(),
    stores.channelMultipliers.all(),
    stores.channelModelMultipliers.all(),
  ]);
  // What these refer to cannot have gone before them.
  const [userChannels, models, groups] = await Promise.all([
    byId(await stores.userChannels.list()),
    byId(await stores.modelConfigs.list()),
    byId(await stores.groups.list()),
  ]);

  const multipliers = (own: readonly GroupMultiplier[] = []) =>
    own.map(({ groupId, multiplier }) => ({
      group_id: groupId,
      multiplier,
      group: groupDto(found(groups, groupId)),
    }));

  const model = (link: ChannelModel) => ({
    id: link.id,
    channel_id: link.channelId,
    model_id: link.modelId,
    model_name: link.modelName,
    model: modelConfigDto(found(models, link.modelId)),
    upstream_model_name: link.upstreamModelName,
    provider: link.provider,
    provider_icon_url: link.providerIconUrl,
    enabled: link.enabled,
    group_multipliers: multipliers(ofLinks.get(link.id)),
    created_at: link.createdAt.toISOString(),
    updated_at: link.updatedAt.toISOString(),
  });

  return {
    multipliers,
    model,
    models: (channelId: number) => links.filter((link) => link.channelId === channelId).map(model),
    channel: (channel: Channel) => ({
      ...channelFacts(channel),
      user_channel: userChannelFacts(found(userChannels, channel.userChannelId)),
      models: links.filter(({ channelId }) => channelId === channel.id).map(model),
      group_multipliers: multipliers(ofChannels.get(channel.id)),
    }),
  };
}

function byId<T extends { readonly id: number }>(rows: readonly T[]): ReadonlyMap<number, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function found<T>(rows: ReadonlyMap<number, T>, id: number): T {
  const row = rows.get(id);
  if (row) return row;
  throw new AppError('UNAVAILABLE', undefined, { note: `${id} was deleted while it was being read` });
}
