import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';

/** What is asked of each contender. */
export interface ContestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A server in a process of its own: `file` run with the contender's name. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** Resident memory in MB. */
  residentMb(): Promise<number>;
  stop(): Promise<void>;
}

/** What a contender's process says to the one that measures. */
export type ContenderMessage = { readonly url: string } | { readonly rss: number };

const CONNECTIONS = 20;

/** Starts `file <name>` and waits until it says where it listens. */
export async function startContender(
  file: string,
  name: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Contender> {
  const child = fork(file, [name], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url } = (await message(child)) as { url: string };
  return {
    name,
    url,
    async residentMb() {
      child.send('rss');
      const { rss } = (await message(child)) as { rss: number };
      return rss / 2 ** 20;
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** For the contender's process: says where it listens, and answers what its memory is. */
export function introduce(url: string): void {
  process.on('message', () => process.send?.({ rss: process.memoryUsage().rss } satisfies ContenderMessage));
  process.send?.({ url } satisfies ContenderMessage);
}

/**
 * Requests a second of each contender: all of them in turn, `rounds` times, and of each the median, so that what
 * else the machine does meets all alike. Throws when a contender answers anything but 2xx.
 */
export async function contest(
  contenders: readonly Contender[],
  request: ContestRequest,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Map<string, number>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await fire(contender, request, 1); // warms up
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      rates.get(contender.name)?.push(await fire(contender, request, seconds));
    }
  }
  return new Map([...rates].map(([name, all]) => [name, median(all)]));
}

async function fire(
  { name, url }: Contender,
  { path, ...request }: ContestRequest,
  seconds: number,
): Promise<number> {
  const result = await autocannon({
    url: `${url}${path}`,
    ...request,
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${name} answered ${result.non2xx} requests of ${path} with an error, ${result.errors} not at all.`,
    );
  }
  return result['2xx'] / result.duration;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function message(child: ChildProcess): Promise<unknown> {
  const died = once(child, 'exit').then(() => {
    throw new Error(`${child.spawnargs.join(' ')} ended before it answered.`);
  });
  const [said] = (await Promise.race([once(child, 'message'), died])) as unknown[];
  return said;
}
