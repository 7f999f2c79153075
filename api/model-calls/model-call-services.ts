import type { Logger } from 'pino';
import type { RedisClientType } from 'redis';
import type { KeyRing } from '../../config/keys';
import type { Clock } from '../../domain/clock';
import type { Database } from '../../domain/db/database';
import { createCallWriter } from '../../domain/gateway/call-writer';
import { createGatewayCatalog } from '../../domain/gateway/catalog';
import { createKeyCallers } from '../../domain/gateway/key-callers';
import { createMetering } from '../../domain/gateway/metering';
import { withPackages } from '../../domain/gateway/package-metering';
import { createSealer } from '../../domain/gateway/sealed-text';
import { createCalls } from '../../domain/gateway/settling';
import { createUserGroups } from '../../domain/gateway/user-groups';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Upstreams } from '../../providers/llm/upstream/ask';
import { createAffinity } from './affinity';
import { createChannelHealth } from './channel-health';
import { createModelCallEndpoints } from './endpoints';
import { createKeyLimits } from './key-limits';
import { createPlaces } from './places';
import type { SessionLimits } from './rights';

export interface ModelCallSettings {
  /** How long the upstream of a caller who left is read on for the real figures, in milliseconds. */
  readonly abortDrainMs: number;
  /** No call goes on for longer, in milliseconds. */
  readonly longestCallMs: number;
  readonly session: SessionLimits;
}

/** What one API process needs to take model calls. */
export function createModelCallServices(
  { abortDrainMs, longestCallMs, session }: ModelCallSettings,
  resources: {
    readonly db: Database;
    readonly redis: RedisClientType;
    readonly redisPrefix: string;
    readonly ledger: Ledger;
    readonly upstreams: Upstreams;
    readonly channelKeys: KeyRing;
    readonly clock: Clock;
    readonly random: () => number;
    readonly log: Logger;
  },
) {
  const { db, redis, ledger, upstreams, channelKeys, clock, random, log } = resources;
  const prefix = `${resources.redisPrefix}:gateway`;
  const onFailure = (error: unknown) =>
    log.warn({ err: error }, 'Redis is away: this process goes by what it knows itself');

  const sealer = createSealer(channelKeys.all);
  const catalog = createGatewayCatalog({ db, clock, sealer });
  const keyCallers = createKeyCallers({ db, clock });
  const userGroups = createUserGroups({ db, clock });
  const writer = createCallWriter({ db });
  const calls = createCalls({
    db,
    metering: withPackages(createMetering({ db, ledger, clock, writer }), { db, clock, writer }),
    clock,
    onFailure: (error, call) => log.warn({ err: error, callId: call }, 'a call waits for the database'),
  });
  const places = createPlaces({ redis, prefix: `${prefix}:places`, onFailure });
  const endpoints = createModelCallEndpoints({
    catalog,
    calls,
    userGroups,
    upstreams,
    health: createChannelHealth({ redis, prefix: `${prefix}:health`, clock, onFailure }),
    places,
    keyLimits: createKeyLimits({ redis, prefix: `${prefix}:minute` }),
    affinity: createAffinity({ redis, prefix: `${prefix}:affinity`, onFailure }),
    clock,
    random,
    settings: { abort: { drainMs: abortDrainMs }, longestMs: longestCallMs, session },
  });

  return {
    catalog,
    keyCallers,
    userGroups,
    sealer,
    endpoints,
    /** Waits until every call is settled. */
    async close() {
      places.close();
      await calls.close();
      await writer.idle();
      await keyCallers.close();
    },
  };
}
