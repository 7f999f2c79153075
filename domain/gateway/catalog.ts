import { isDeepStrictEqual } from 'node:util';
import { QueryTypes, Transaction } from 'sequelize';
import type { Clock } from '../clock';
import { readJson } from '../db/columns';
import type { Database } from '../db/database';
import { readAccountOfferings } from './accounts/account-offerings';
import { decimal, type Decimal } from '../decimal';
import { SEALED_SHUT, toLiveChannel } from './live-channel';
import { createPolled } from './polled';
import { readPrices, type PriceSheet } from './prices';
import type { Sealer } from '../sealed-text';
import {
  Snapshot,
  type ChannelProblem,
  type LiveChannel,
  type LiveModel,
  type LiveUserChannel,
  type Offering,
  type RoutingAlgorithm,
} from './snapshot';

export interface GatewayCatalog {
  /**
   * The configuration as it was at most a second ago. It is read only when it has changed, which a number in the
   * database tells, so that asking for each call costs nothing. Throws UNAVAILABLE when the database is away.
   */
  snapshot(): Promise<Snapshot>;
}

type Row = Readonly<Record<string, unknown>>;

export function createGatewayCatalog({
  db,
  clock,
  sealer,
  onProblems = () => undefined,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'open'>;
  /** Told which enabled channels cannot be used, once each time that this changes. */
  readonly onProblems?: (problems: readonly ChannelProblem[]) => void;
}): GatewayCatalog {
  const polled = createPolled<Snapshot>(clock, async (before) => {
    if (before) {
      const revision = await readRevision(db);
      if (revision === before.revision) return before;
    }
    const snapshot = await readSnapshot(db, sealer);
    if (!isDeepStrictEqual(snapshot.problems, before?.problems ?? [])) onProblems(snapshot.problems);
    return snapshot;
  });
  return { snapshot: () => polled.get() };
}

async function readRevision(db: Database, tx: Transaction | null = null): Promise<number> {
  const [row] = await db.query<{ revision: number }>(
    'SELECT revision AS revision FROM gateway_revision WHERE id = 1',
    { type: QueryTypes.SELECT, transaction: tx },
  );
  return row?.revision ?? 0;
}

/** Everything as it is at one moment. */
async function readSnapshot(db: Database, sealer: Pick<Sealer, 'open'>): Promise<Snapshot> {
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  return db.transaction({ isolationLevel }, async (tx) => {
    const read = (sql: string) => db.query<Row>(sql, { type: QueryTypes.SELECT, transaction: tx });
    const revision = await readRevision(db, tx);
    const userChannels = (await read('SELECT * FROM gateway_user_channels WHERE enabled')).map(toUserChannel);
    const models = (await read('SELECT * FROM gateway_models WHERE enabled')).map(toModel);
    const groups = (await read('SELECT id, name, multiplier, built_in FROM gateway_groups ORDER BY id')).map(
      (row) => ({
        id: row['id'] as number,
        name: row['name'] as string,
        multiplier: decimal(row['multiplier'] as string),
        builtIn: row['built_in'] === 1,
      }),
    );
    const ofChannels = multipliersBy(
      await read('SELECT channel_id AS owner, group_id, multiplier FROM gateway_channel_group_multipliers'),
    );
    const ofModels = multipliersBy(
      await read(
        'SELECT channel_model_id AS owner, group_id, multiplier FROM gateway_channel_model_group_multipliers',
      ),
    );
    const problems: ChannelProblem[] = [];
    const channels = (
      await read('SELECT * FROM gateway_channels WHERE enabled AND user_channel_id IS NOT NULL')
    ).flatMap((row) => {
      try {
        return [toLiveChannel(row, sealer, ofChannels.get(row['id'] as number))];
      } catch {
        problems.push({ channelId: row['id'] as number, name: row['name'] as string, problem: SEALED_SHUT });
        return [];
      }
    });
    const links = await read('SELECT * FROM gateway_channel_models WHERE enabled ORDER BY id');
    const accounts = await readAccountOfferings(read, { models, userChannels }, sealer);
    return new Snapshot({
      revision,
      models,
      userChannels,
      groups,
      fallbacks: accounts.fallbacks,
      problems: [...problems, ...accounts.problems],
      offerings: [...offeringsOf(links, { models, channels, userChannels, ofModels }), ...accounts.offerings],
    });
  });
}

type GroupMultipliers = ReadonlyMap<number, ReadonlyMap<number, Decimal>>;

function offeringsOf(
  links: readonly Row[],
  parts: {
    readonly models: readonly LiveModel[];
    readonly channels: readonly LiveChannel[];
    readonly userChannels: readonly LiveUserChannel[];
    readonly ofModels: GroupMultipliers;
  },
): Offering[] {
  const models = new Map(parts.models.map((model) => [model.id, model]));
  const channels = new Map(parts.channels.map((channel) => [channel.id, channel]));
  const userChannels = new Map(parts.userChannels.map((channel) => [channel.id, channel]));
  return links.flatMap((row) => {
    const channelModelId = row['id'] as number;
    const model = models.get(row['model_id'] as number);
    const channel = channels.get(row['channel_id'] as number);
    const userChannel = channel && userChannels.get(channel.userChannelId ?? 0);
    if (!model || !userChannel) return [];
    const upstreamModel = row['upstream_model_name'] as string;
    const groupMultipliers = parts.ofModels.get(channelModelId) ?? NONE;
    return [{ channelModelId, channel, userChannel, model, upstreamModel, groupMultipliers }];
  });
}

const NONE: ReadonlyMap<number, Decimal> = new Map();

function multipliersBy(rows: readonly Row[]): GroupMultipliers {
  const byOwner = new Map<number, Map<number, Decimal>>();
  for (const row of rows) {
    const owner = row['owner'] as number;
    const own = byOwner.get(owner) ?? new Map<number, Decimal>();
    byOwner.set(owner, own.set(row['group_id'] as number, decimal(row['multiplier'] as string)));
  }
  return byOwner;
}

function toUserChannel(row: Row): LiveUserChannel {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    description: row['description'] as string,
    multiplier: decimal(row['multiplier'] as string),
    routingAlgorithm: row['routing_algorithm'] as RoutingAlgorithm,
  };
}

function toModel(row: Row): LiveModel {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    description: row['description'] as string,
    provider: row['provider'] as string,
    providerName: row['provider_name'] as string,
    providerIconUrl: row['provider_icon_url'] as string,
    price: readPrices(row['quota_type'] as number, readJson<PriceSheet>(row['prices'])),
    priceVersion: row['price_version'] as number,
    maxOutputTokens: row['max_output_tokens'] as number | null,
    isDemo: row['is_demo'] === 1,
  };
}
