import type { Multipliers } from './charge';
import type { LiveAccount } from './accounts/live-account';
import { ONE, type Decimal } from '../decimal';
import type { ModelPrice } from './prices';
import type { Secret } from './secret';

export const CHANNEL_TYPES = ['openai', 'responses', 'claude', 'gemini', 'demo'] as const;
/** What an upstream speaks. `demo` is the model that the platform has itself. */
export type ChannelType = (typeof CHANNEL_TYPES)[number];

export const ROUTING_ALGORITHMS = ['priority', 'round_robin', 'weighted_round_robin'] as const;
export type RoutingAlgorithm = (typeof ROUTING_ALGORITHMS)[number];

/** An upstream that is enabled, as a call needs it. */
export interface LiveChannel {
  readonly id: number;
  readonly name: string;
  readonly type: ChannelType;
  readonly baseUrl: string;
  readonly apiKey: Secret | null;
  /** The URL of a proxy, with its password. */
  readonly proxy: Secret | null;
  /** Null for an account, which belongs to groups instead. */
  readonly userChannelId: number | null;
  /** What makes it an account; undefined for a channel that is none. */
  readonly account?: LiveAccount | undefined;
  /** The higher first. */
  readonly priority: number;
  readonly weight: number;
  readonly maxConcurrency: number | null;
  readonly requestsPerMinute: number | null;
  /** Null: as the caller has it for all. */
  readonly connectTimeoutMs: number | null;
  readonly firstByteTimeoutMs: number | null;
  readonly idleTimeoutMs: number | null;
  /** By group; the groups that have none of their own here are missing. */
  readonly groupMultipliers: ReadonlyMap<number, Decimal>;
}

export interface LiveUserChannel {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly multiplier: Decimal;
  readonly routingAlgorithm: RoutingAlgorithm;
}

export interface LiveModel {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly provider: string;
  readonly providerName: string;
  readonly providerIconUrl: string;
  readonly price: ModelPrice;
  readonly priceVersion: number;
  readonly maxOutputTokens: number | null;
  /** Whether it only stands in for a real model; shown wherever the model is. */
  readonly isDemo: boolean;
}

export interface LiveGroup {
  readonly id: number;
  readonly name: string;
  readonly multiplier: Decimal;
}

/** A model on a channel, all of whose parts are enabled. */
export interface Offering {
  /** Null for an account's, which serves what its platform has. */
  readonly channelModelId: number | null;
  readonly channel: LiveChannel;
  readonly userChannel: LiveUserChannel;
  readonly model: LiveModel;
  /** What the upstream calls the model. */
  readonly upstreamModel: string;
  readonly groupMultipliers: ReadonlyMap<number, Decimal>;
}

/** An offering for one caller: with what it would cost them. */
export interface Candidate extends Offering {
  readonly multipliers: Multipliers;
}

/** Of a caller's several groups, whose multiplier counts. */
export type GroupChoice = 'min' | 'max';

export interface CandidateWish {
  readonly model: string;
  /** Only these user channels; all without. */
  readonly userChannels?: readonly number[] | null | undefined;
  /** The caller's groups; without any, the built-in one. */
  readonly groupIds: readonly number[];
  /** `min` unless said otherwise. */
  readonly choice?: GroupChoice | undefined;
}

/** An enabled channel that cannot be used. */
export interface ChannelProblem {
  readonly channelId: number;
  readonly name: string;
  readonly problem: string;
}

export interface SnapshotContent {
  readonly revision: number;
  readonly models: readonly LiveModel[];
  readonly userChannels: readonly LiveUserChannel[];
  readonly groups: readonly (LiveGroup & { readonly builtIn: boolean })[];
  readonly offerings: readonly Offering[];
  /** The group of accounts that is tried after another's own, by that one's id. */
  readonly fallbacks?: ReadonlyMap<number, number>;
  readonly problems: readonly ChannelProblem[];
}

/** The whole configuration as it was at one moment, of what is enabled. It never changes. */
export class Snapshot {
  readonly revision: number;
  readonly models: ReadonlyMap<string, LiveModel>;
  readonly userChannels: ReadonlyMap<number, LiveUserChannel>;
  readonly groups: ReadonlyMap<number, LiveGroup>;
  readonly problems: readonly ChannelProblem[];
  /** Who has no group is in this one. */
  readonly defaultGroup: LiveGroup | undefined;
  private readonly byModel = new Map<string, Offering[]>();
  private readonly fallbacks: ReadonlyMap<number, number>;
  /** User channels that have something to offer. */
  private readonly serving: ReadonlySet<number>;

  constructor(content: SnapshotContent) {
    const { revision, models, userChannels, groups, offerings, problems, fallbacks = new Map() } = content;
    this.fallbacks = fallbacks;
    this.revision = revision;
    this.models = new Map(models.map((model) => [model.name, model]));
    this.userChannels = new Map(userChannels.map((channel) => [channel.id, channel]));
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.defaultGroup = groups.find(({ builtIn }) => builtIn);
    this.problems = problems;
    this.serving = new Set(offerings.map(({ userChannel }) => userChannel.id));
    for (const offering of offerings) {
      const known = this.byModel.get(offering.model.name);
      if (known) known.push(offering);
      else this.byModel.set(offering.model.name, [offering]);
    }
  }

  /** Where a model is to be had, whoever asks. */
  offerings(model: string): readonly Offering[] {
    return this.byModel.get(model) ?? [];
  }

  /** Whether a model is to be had of more than one channel: an account of two groups is one. */
  hasChoice(model: string): boolean {
    const [first, ...others] = this.offerings(model);
    return others.some(({ channel }) => channel.id !== first?.channel.id);
  }

  /**
   * The user channels that somebody is served by who may use these, in the order in which to try them: behind each the
   * ones that it falls back on. The value is the one of theirs that leads to it, and that they pay by.
   */
  withFallbacks(userChannels: readonly number[]): ReadonlyMap<number, number> {
    const reached = new Map<number, number>();
    for (const id of userChannels) {
      let next: number | undefined = id;
      while (next !== undefined && !reached.has(next) && this.userChannels.has(next)) {
        reached.set(next, id);
        next = this.fallbacks.get(next);
      }
    }
    return reached;
  }

  /** Whether somebody is served with anything who may use these user channels. */
  isServing(userChannels: readonly number[]): boolean {
    return [...this.withFallbacks(userChannels).keys()].some((id) => this.serving.has(id));
  }

  /** The channels that may serve a call, in no order that means anything: see `route`. */
  candidates({ model, userChannels, groupIds, choice = 'min' }: CandidateWish): Candidate[] {
    const offerings = this.offerings(model);
    const reached = userChannels && this.withFallbacks(userChannels);
    const allowed = reached ? offerings.filter(({ userChannel }) => reached.has(userChannel.id)) : offerings;
    return allowed.map((offering) => {
      const paidAs = this.userChannels.get(reached?.get(offering.userChannel.id) ?? offering.userChannel.id);
      return {
        ...offering,
        multipliers: {
          group: this.groupMultiplier(offering, groupIds, choice),
          userChannel: (paidAs ?? offering.userChannel).multiplier,
        },
      };
    });
  }

  /** Of each group that of the model on the channel, else that of the channel, else its own. */
  private groupMultiplier(
    { channel, groupMultipliers }: Offering,
    groupIds: readonly number[],
    choice: GroupChoice,
  ): Decimal {
    const known = groupIds.flatMap((id) => this.groups.get(id) ?? []);
    const groups = known.length > 0 ? known : this.defaultGroup ? [this.defaultGroup] : [];
    const multipliers = groups.map(
      ({ id, multiplier }) => groupMultipliers.get(id) ?? channel.groupMultipliers.get(id) ?? multiplier,
    );
    const [first = ONE, ...others] = multipliers;
    return others.reduce((best, each) => ((choice === 'min') === each < best ? each : best), first);
  }
}
