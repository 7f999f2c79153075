import { setTimeout as delay } from 'node:timers/promises';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { LaunchSettings } from '../../config/settings';
import type { AptServer } from './apt';
import type { Installation } from './installation';
import { mysqlUrl } from './mysql';
import type { PortUse } from './port-check';
import { mysqlAnswers, redisAnswers, tcpAnswers } from './probes';
import { redisUrl } from './redis';
import { findServers } from './servers';
import type { Supervisor } from './supervisor';
import type { Steps } from './terminal';

const LOOPBACK = '127.0.0.1';
const SCHEMA = 'taskloom';
/** How long a configured service may take to answer. */
const CONFIGURED_WITHIN_MS = 10_000;

/** Which services are configured, and so are not started here: their addresses. */
export interface Configured {
  readonly mysql: string | undefined;
  readonly redis: string | undefined;
  /** `host:port`, by TEMPORAL_ADDRESS or by Temporal's own configuration file. */
  readonly temporal: string | undefined;
}

export function configuredStores({ databaseUrl, redisUrl, temporal }: LaunchSettings): Configured {
  const { connectionOptions } = loadClientConnectConfig({ overrideEnvVars: temporal.variables });
  return { mysql: databaseUrl, redis: redisUrl, temporal: temporal.address ?? connectionOptions.address };
}

/** The ports that the services to be started here will listen on. */
export function storePorts({ mysql, redis, temporal }: Configured, { ports }: LaunchSettings): PortUse[] {
  return [
    ...(mysql === undefined ? [{ variable: 'MYSQL_PORT', port: ports.mysql, host: LOOPBACK }] : []),
    ...(redis === undefined ? [{ variable: 'REDIS_PORT', port: ports.redis, host: LOOPBACK }] : []),
    ...(temporal === undefined
      ? [
          { variable: 'TEMPORAL_PORT', port: ports.temporal, host: LOOPBACK },
          { variable: 'TEMPORAL_UI_PORT', port: ports.temporalUi, host: LOOPBACK },
        ]
      : []),
  ];
}

/** What the platform's own processes need to know of the services. */
export interface StoreVariables {
  readonly DATABASE_URL: string;
  readonly REDIS_URL: string;
  readonly TEMPORAL_ADDRESS: string;
}

/** Starts the services that are not configured, all at once, and answers when every one serves. */
export async function startStores(
  configured: Configured,
  { settings, installation, supervisor, steps }: StoreContext,
): Promise<StoreVariables> {
  const { home, credentials } = installation;
  const { ports } = settings;
  const own = (['mysql', 'redis'] as const).filter((name: AptServer) => configured[name] === undefined);
  const servers = await findServers(own, supervisor, steps);
  const mysql = {
    home,
    port: ports.mysql,
    account: { user: 'taskloom', password: credentials.mysql, schema: SCHEMA },
    rootPassword: credentials.mysqlRoot,
    durable: true,
  };
  const redis = { home, port: ports.redis, password: credentials.redis };
  const temporal = {
    home,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    namespace: settings.temporal.namespace,
  };

  const starting = {
    mysql: async (say: (doing: string) => void) => {
      const plan = await servers.mysql(mysql);
      say(`starting ${plan.title}`);
      await supervisor.start(plan);
      return `${plan.title} at ${LOOPBACK}:${mysql.port}`;
    },
    redis: async (say: (doing: string) => void) => {
      const plan = await servers.redis(redis);
      say(`starting ${plan.title}`);
      await supervisor.start(plan);
      return `${plan.title} at ${LOOPBACK}:${redis.port}`;
    },
    temporal: async (say: (doing: string) => void) => {
      const plan = await servers.temporal(temporal, say);
      say('starting');
      await supervisor.start(plan);
      return `at ${LOOPBACK}:${temporal.port}, its UI at ${LOOPBACK}:${temporal.uiPort}`;
    },
  };
  const asIs = (text: string) => text;
  await Promise.all([
    configured.mysql === undefined
      ? steps.run('Database', 'preparing', starting.mysql, asIs)
      : answering(steps, 'Database', 'DATABASE_URL', configured.mysql, mysqlAnswers),
    configured.redis === undefined
      ? steps.run('Redis', 'preparing', starting.redis, asIs)
      : answering(steps, 'Redis', 'REDIS_URL', configured.redis, redisAnswers),
    configured.temporal === undefined
      ? steps.run('Temporal', 'looking for it', starting.temporal, asIs)
      : answering(steps, 'Temporal', 'TEMPORAL_ADDRESS', configured.temporal, tcpAnswers),
  ]);
  return {
    DATABASE_URL: configured.mysql ?? mysqlUrl(mysql),
    REDIS_URL: configured.redis ?? redisUrl(redis),
    TEMPORAL_ADDRESS: configured.temporal ?? `${LOOPBACK}:${temporal.port}`,
  };
}

export interface StoreContext {
  readonly settings: LaunchSettings;
  readonly installation: Installation;
  readonly supervisor: Supervisor;
  readonly steps: Steps;
}

/** A configured service that does not answer; the message names its variable. */
export class ServiceAway extends Error {
  override readonly name = 'ServiceAway';
}

function answering(
  steps: Steps,
  title: string,
  variable: string,
  address: string,
  probe: (address: string) => Promise<boolean>,
): Promise<unknown> {
  const shown = address.replace(/\/\/.*@/, '//');
  return steps.run(
    title,
    `waiting for ${shown}`,
    async () => {
      const deadline = Date.now() + CONFIGURED_WITHIN_MS;
      for (;;) {
        const problem = await probe(address).then(
          (answers) => (answers ? undefined : 'it refused the password'),
          (error: unknown) => (error instanceof Error ? error.message || error.name : String(error)),
        );
        if (problem === undefined) return;
        if (Date.now() > deadline)
          throw new ServiceAway(`${variable} (${shown}) does not answer: ${problem}`);
        await delay(250);
      }
    },
    () => `${shown} (${variable})`,
  );
}
