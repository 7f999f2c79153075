import { canInstall, installPrograms, mayInstall, type AptServer } from './apt';
import { dockerAnswers, mysqlContainer, redisContainer, temporalContainer } from './docker';
import { findMysql, mysqlPlan, prepareMysql, type MysqlOptions } from './mysql';
import { findRedis, redisPlan, type RedisOptions } from './redis';
import type { ServicePlan, Supervisor } from './supervisor';
import { temporalPlan, type TemporalOptions } from './temporal';
import { findTemporal, obtainTemporal } from './temporal-binary';
import type { Steps } from './terminal';

/** A server that this machine cannot run; the message says what to install. */
export class MissingServer extends Error {
  override readonly name = 'MissingServer';
}

/** Ways to run each server, found once; each makes ready what it needs and answers how to run it. */
export interface Servers {
  mysql(options: MysqlOptions): Promise<ServicePlan>;
  redis(options: RedisOptions): Promise<ServicePlan>;
  /** Getting Temporal's server may take minutes: `say` is told how far it is. */
  temporal(options: TemporalOptions, say: (doing: string) => void): Promise<ServicePlan>;
}

const ADVICE = {
  mysql:
    'Install MariaDB 10.6 or newer, or MySQL 8 (Debian: apt install mariadb-server), or set DATABASE_URL.',
  redis: 'Install Redis 6 or newer (Debian: apt install redis-server), or set REDIS_URL.',
  temporal:
    "Install Temporal's CLI (see docs.temporal.io/cli) or Go 1.23 or newer, which builds it, or set TEMPORAL_ADDRESS.",
} as const;

/**
 * Finds a way to run `needed`: a program of this machine, else one that apt-get installs (as root; asked
 * first at a terminal), else Docker. Throws MissingServer when there is none for one of them.
 */
export async function findServers(
  needed: readonly AptServer[],
  supervisor: Supervisor,
  steps: Steps,
): Promise<Servers> {
  let [mysql, redis] = await Promise.all([findMysql(), findRedis()]);
  const missing = () => needed.filter((name) => (name === 'mysql' ? mysql : redis) === undefined);

  if (missing().length > 0 && canInstall() && (await mayInstall(missing()))) {
    await steps.run(
      'Packages',
      'installing',
      (say) => installPrograms(missing(), supervisor, say),
      (packages) => `installed ${packages.join(', ')}`,
    );
    [mysql, redis] = await Promise.all([findMysql(), findRedis()]);
  }
  const docker = missing().length > 0 && (await dockerAnswers());
  if (missing().length > 0 && !docker) {
    throw new MissingServer(
      missing()
        .map((name) => ADVICE[name])
        .join('\n'),
    );
  }

  return {
    async mysql(options) {
      if (mysql === undefined) return mysqlContainer(options);
      await prepareMysql(mysql, options, supervisor);
      return mysqlPlan(mysql, options);
    },
    async redis(options) {
      return redis === undefined ? redisContainer(options) : redisPlan(redis, options);
    },
    async temporal(options, say) {
      const program = (await findTemporal()) ?? (await obtainTemporal(supervisor, say));
      if (program !== undefined) return temporalPlan(program, options);
      if (await dockerAnswers()) return temporalContainer(options);
      throw new MissingServer(`This machine lacks Temporal's server.\n${ADVICE.temporal}`);
    },
  };
}
