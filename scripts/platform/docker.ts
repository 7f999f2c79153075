import { createHash } from 'node:crypto';
import { findBinary, searchPath, versionText } from './binaries';
import { plainEnvironment } from './environment';
import { mysqlUrl, type MysqlOptions } from './mysql';
import { mysqlAnswers, redisAnswers, temporalServes } from './probes';
import { redisUrl, type RedisOptions } from './redis';
import type { ServicePlan } from './supervisor';
import { DYNAMIC_CONFIG, type TemporalOptions } from './temporal';

/** Whether a Docker engine answers. */
export async function dockerAnswers(): Promise<boolean> {
  const docker = findBinary(['docker'], searchPath(process.env));
  if (!docker) return false;
  return /^\d/.test((await versionText(docker, 'version', '--format', '{{.Server.Version}}')) ?? '');
}

/** The services as containers, published on the loopback only, their data in a named volume each. */

export function mysqlContainer(options: MysqlOptions): ServicePlan {
  const { account } = options;
  return container('mysql', 'MySQL 8.4 (Docker)', options.home, {
    image: 'mysql:8.4',
    publish: [[options.port, 3306]],
    volume: '/var/lib/mysql',
    env: {
      MYSQL_ROOT_PASSWORD: account.user === 'root' ? account.password : options.rootPassword,
      MYSQL_ROOT_HOST: account.user === 'root' ? '%' : 'localhost',
      ...(account.schema === undefined
        ? {}
        : { MYSQL_DATABASE: account.schema, MYSQL_USER: account.user, MYSQL_PASSWORD: account.password }),
    },
    args: ['--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci', '--skip-log-bin'],
    probe: () => mysqlAnswers(mysqlUrl(options)),
  });
}

export function redisContainer(options: RedisOptions): ServicePlan {
  return container('redis', 'Redis 7 (Docker)', options.home, {
    image: 'redis:7',
    publish: [[options.port, 6379]],
    volume: '/data',
    env: { PASSWORD: options.password },
    args: ['sh', '-c', 'exec redis-server --requirepass "$PASSWORD" --appendonly no --save ""'],
    probe: () => redisAnswers(redisUrl(options)),
  });
}

export function temporalContainer(options: TemporalOptions): ServicePlan {
  const { uiPort } = options;
  return container('temporal', 'Temporal (Docker)', options.home, {
    image: 'temporalio/temporal:1.5.1',
    publish: [[options.port, 7233], ...(uiPort === undefined ? [] : [[uiPort, 8233] as const])],
    volume: '/home/temporal',
    env: {},
    args: [
      ...['server', 'start-dev', '--ip', '0.0.0.0', '--namespace', options.namespace],
      ...['--db-filename', '/home/temporal/temporal.db'],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
      ...['--log-level', 'warn'],
    ],
    probe: () => temporalServes(`127.0.0.1:${options.port}`),
  });
}

interface Container {
  readonly image: string;
  /** Pairs of a port of this machine and a port of the container. */
  readonly publish: readonly (readonly [here: number, there: number])[];
  /** The folder whose content is kept. */
  readonly volume: string;
  /** Passed by name, so that no value stands on a command line. */
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly probe: () => Promise<boolean>;
}

/** `docker run` stays in the foreground and passes signals on, so that it is supervised like any process. */
function container(name: string, title: string, home: string, spec: Container): ServicePlan {
  const id = `taskloom-${createHash('sha256').update(home).digest('hex').slice(0, 8)}-${name}`;
  const run = [
    ...['run', '--rm', '--name', id, '--volume', `${id}:${spec.volume}`],
    ...spec.publish.flatMap(([here, there]) => ['--publish', `127.0.0.1:${here}:${there}`]),
    ...Object.keys(spec.env).flatMap((key) => ['--env', key]),
    ...[spec.image, ...spec.args],
  ];
  return {
    name,
    title,
    stage: 1,
    graceMs: 30_000,
    // The image may have to be pulled first.
    readyWithinMs: 600_000,
    program: '/bin/sh',
    // A container that a killed start left behind would keep the name and the ports.
    args: ['-c', 'docker rm --force "$0" >/dev/null 2>&1; exec docker "$@"', id, ...run],
    env: { ...plainEnvironment(), DOCKER_HOST: process.env['DOCKER_HOST'], ...spec.env },
    probe: spec.probe,
  };
}
