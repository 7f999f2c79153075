import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findBinary, searchPath, versionText } from './binaries';
import { plainEnvironment } from './environment';
import { redisAnswers } from './probes';
import type { ServicePlan } from './supervisor';

/** A server program that is on this machine. */
export interface RedisBinary {
  readonly program: string;
  /** `Redis 7.0.15` */
  readonly title: string;
}

export interface RedisOptions {
  readonly home: string;
  readonly port: number;
  readonly password: string;
}

/** A Redis (6 or newer) or Valkey server of this machine. */
export async function findRedis(env = process.env): Promise<RedisBinary | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    const program = findBinary([name], searchPath(env));
    const version = program && /v=((\d+)\.[\d.]+)/.exec((await versionText(program, '--version')) ?? '');
    if (!program || !version || Number(version[2]) < 6) continue;
    return { program, title: `${name === 'redis-server' ? 'Redis' : 'Valkey'} ${version[1] ?? ''}` };
  }
  return undefined;
}

export function redisUrl({ port, password }: Pick<RedisOptions, 'port' | 'password'>): string {
  return `redis://:${password}@127.0.0.1:${port}`;
}

/** How the server is run: nothing is kept on disk, for Redis holds only what may be lost. */
export function redisPlan(binary: RedisBinary, options: RedisOptions): ServicePlan {
  const folder = path.join(options.home, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const configuration = path.join(folder, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${options.port}`,
    `requirepass ${options.password}`,
    `dir ${JSON.stringify(folder)}`,
    'appendonly no',
    'save ""',
    'daemonize no',
    '',
  ];
  // A file, because what stands on a command line is seen by every user of the machine.
  writeFileSync(configuration, lines.join('\n'), { mode: 0o600 });
  chmodSync(configuration, 0o600);
  return {
    name: 'redis',
    title: binary.title,
    stage: 1,
    graceMs: 10_000,
    readyWithinMs: 20_000,
    program: binary.program,
    args: [configuration],
    env: plainEnvironment(),
    probe: () => redisAnswers(redisUrl(options)),
  };
}
