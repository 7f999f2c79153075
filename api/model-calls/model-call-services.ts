import type { Logger } from 'pino';
import type { RedisClientType } from 'redis';
import type { KeyRing } from '../../config/keys';
import type { Clock } from '../../domain/clock';
import type { Database } from '../../domain/db/database';
import { createAccountReports } from '../../domain/gateway/accounts/account-reports';
import { createAccountTokens } from '../../domain/gateway/accounts/account-tokens';
import type { TokenVendors } from '../../domain/gateway/accounts/token-vendor';
import { createChannelFailures } from '../../domain/gateway/channel-failures';
import { createCallWriter } from '../../domain/gateway/call-writer';
import { createGatewayCatalog } from '../../domain/gateway/catalog';
import { createKeyCallers } from '../../domain/gateway/key-callers';
import { createMetering } from '../../domain/gateway/metering';
import { createSealer } from '../../domain/sealed-text';
import { createCalls } from '../../domain/gateway/settling';
import { createUserGroups } from '../../domain/gateway/user-groups';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Upstreams } from '../../providers/llm/upstream/ask';
import type { GatewayMetrics } from '../metrics/gateway-metrics';
import { createAccountUse } from './account-use';
import { createAffinity } from './affinity';
import { createChannelHealth } from './channel-health';
import { createChannelOutcomes } from './channel-outcomes';
import { createChannelTrial } from './channel-trial';
import { createModelCallEndpoints } from './endpoints';
import { createKeyLimits } from './key-limits';
import { createPlaces } from './places';
import { createRefusals } from './refusals';
import type { SessionLimits } from './rights';
import { createTranscripts, type TranscriptSettings } from './transcripts';

export interface ModelCallSettings {
  /** How long the upstream of a caller who left is read on for the real figures, in milliseconds. */
  readonly abortDrainMs: number;
  /** No call goes on for longer, in milliseconds. */
  readonly longestCallMs: number;
  readonly session: SessionLimits;
  /** What is kept of what is said in calls; undefined: nothing. */
  readonly bodies?: TranscriptSettings | undefined;
  /** After so many failures in a row a channel is switched off; undefined: never. */
  readonly disableAfterFailures?: number | undefined;
}

/** What one API process needs to take model calls. */
export function createModelCallServices(
  { abortDrainMs, longestCallMs, session, bodies, disableAfterFailures }: ModelCallSettings,
  resources: {
    readonly db: Database;
    readonly redis: RedisClientType;
    readonly redisPrefix: string;
    readonly ledger: Ledger;
    readonly upstreams: Upstreams;
    /** Undefined where accounts with OAuth are switched off. */
    readonly tokenVendors: TokenVendors | undefined;
    readonly channelKeys: KeyRing;
    readonly clock: Clock;
    readonly random: () => number;
    readonly log: Logger;
    readonly metrics: GatewayMetrics;
  },
) {
  const { db, redis, ledger, upstreams, tokenVendors, channelKeys, clock, random, log, metrics } = resources;
  const prefix = `${resources.redisPrefix}:gateway`;
  const onFailure = (error: unknown) =>
    log.warn({ err: error }, 'Redis is away: this process goes by what it knows itself');

  const sealer = createSealer(channelKeys.all);
  const catalog = createGatewayCatalog({
    db,
    clock,
    sealer,
    onProblems: (problems) => {
      if (problems.length > 0) log.error({ problems }, 'channels that cannot be used');
      else log.info('all channels can be used again');
    },
  });
  const keyCallers = createKeyCallers({ db, clock });
  const userGroups = createUserGroups({ db, clock });
  const writer = createCallWriter({ db });
  const calls = metrics.observing(
    createCalls({
      db,
      metering: createMetering({ db, ledger, clock, writer }),
      clock,
      onFailure: (error, call) => log.warn({ err: error, callId: call }, 'a call waits for the database'),
    }),
  );
  const places = createPlaces({ redis, prefix: `${prefix}:places`, onFailure });
  const refusals = metrics.observingRefusals(createRefusals({ calls, clock }));
  const transcripts =
    bodies &&
    createTranscripts(bodies, {
      db,
      clock,
      onFailure: (error) => log.warn({ err: error }, 'what was said in a call is not kept'),
    });
  const outcomes = createChannelOutcomes({
    failures: createChannelFailures({ db, clock }),
    clock,
    disableAfter: disableAfterFailures,
    onFailure: (error) => log.warn({ err: error }, 'how channels do is not written down'),
    onDisabled: (channels) => log.warn({ channels }, 'channels that failed again and again are switched off'),
  });
  const health = createChannelHealth({ redis, prefix: `${prefix}:health`, clock, onFailure });
  metrics.watchChannels({ db, catalog, health });
  const tokens = tokenVendors && createAccountTokens({ db, clock, sealer, vendors: tokenVendors });
  const reports = createAccountReports({
    db,
    clock,
    onFailure: (error) => log.warn({ err: error }, 'what was learnt of accounts waits for the database'),
  });
  const use = createAccountUse({ tokens, reports, clock });
  const endpoints = createModelCallEndpoints({
    catalog,
    calls,
    userGroups,
    ledger,
    upstreams,
    refusals,
    transcripts,
    outcomes,
    health,
    places,
    accounts: use,
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
    /** What calls know of accounts. */
    ofAccounts: {
      catalog,
      health,
      places,
      reports,
      tokens,
      tryChannel: createChannelTrial({ use, upstreams, health }),
    },
    /** Waits until every call is settled. */
    async close() {
      places.close();
      refusals.close();
      await calls.close();
      await reports.flush();
      await writer.idle();
      await transcripts?.idle();
      await outcomes.close();
      await keyCallers.close();
    },
  };
}
