import type { ConfigurationRow } from '../configuration-rows';
import { SEALED_SHUT } from '../live-channel';
import type { Sealer } from '../../sealed-text';
import type { ChannelProblem, LiveModel, LiveUserChannel, Offering } from '../snapshot';
import { ProxySwitchedOff } from './effective-proxy';
import { IN_SERVICE, modelNameAt, SELECT_LIVE_ACCOUNT, toAccountChannel } from './live-account-rows';

/** Reads rows, all as they are at one moment. */
type Read = (sql: string) => Promise<readonly ConfigurationRow[]>;

/** What accounts add to the configuration. */
export interface AccountOfferings {
  readonly offerings: readonly Offering[];
  /** The group that each falls back on, by its id. */
  readonly fallbacks: ReadonlyMap<number, number>;
  readonly problems: readonly ChannelProblem[];
}

/** What the accounts in service offer, each once for every group that it is in. */
export async function readAccountOfferings(
  read: Read,
  parts: { readonly models: readonly LiveModel[]; readonly userChannels: readonly LiveUserChannel[] },
  sealer: Pick<Sealer, 'open'>,
): Promise<AccountOfferings> {
  const rows = await read(`${SELECT_LIVE_ACCOUNT} WHERE ${IN_SERVICE}`);
  const members = await read('SELECT account_id, group_id FROM account_group_members');
  const fallbacks = await read(
    'SELECT id, fallback_group_id FROM account_groups WHERE fallback_group_id IS NOT NULL',
  );
  const userChannels = new Map(parts.userChannels.map((channel) => [channel.id, channel]));
  const groupsOf = new Map<number, LiveUserChannel[]>();
  for (const row of members) {
    const group = userChannels.get(row['group_id'] as number);
    const account = row['account_id'] as number;
    if (group) groupsOf.set(account, [...(groupsOf.get(account) ?? []), group]);
  }

  const problems: ChannelProblem[] = [];
  const offerings = rows.flatMap((row) => {
    const groups = groupsOf.get(row['id'] as number) ?? [];
    try {
      const channel = toAccountChannel(row, sealer);
      const nameAt = modelNameAt(row);
      return parts.models.flatMap((model) => {
        const upstreamModel = nameAt(model);
        if (upstreamModel === undefined) return [];
        return groups.map((userChannel) => ({
          channelModelId: null,
          channel,
          userChannel,
          model,
          upstreamModel,
          groupMultipliers: NONE,
        }));
      });
    } catch (error) {
      const problem = error instanceof ProxySwitchedOff ? error.message : SEALED_SHUT;
      problems.push({ channelId: row['id'] as number, name: row['name'] as string, problem });
      return [];
    }
  });
  return {
    offerings,
    fallbacks: new Map(fallbacks.map((row) => [row['id'] as number, row['fallback_group_id'] as number])),
    problems,
  };
}

const NONE: Offering['groupMultipliers'] = new Map();
