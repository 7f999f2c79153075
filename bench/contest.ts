import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { API_NODE_FLAGS } from '../config/node-flags';
import { startProfile, type Profile } from './profile';

/** What is asked of each contender. */
export interface ContestRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A server in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** What every request to it has besides. */
  readonly headers?: Readonly<Record<string, string>>;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface Usage {
  readonly residentMb: number;
  /** Processor time since the process began, in microseconds. */
  readonly cpuMicros: number;
}

/** Medians over the rounds. */
export interface Figures {
  /** Requests a second. */
  readonly rate: number;
  /** Processor time of one request in microseconds: what else runs on the machine changes it less than the rate. */
  readonly cpuMicros: number;
}

const CONNECTIONS = 20;

export interface ContestOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** How many ask at once; each waits for its answer before it asks again. */
  readonly connections?: number;
  /** Seconds for which each is asked before it counts: a larger program takes longer until all of it is compiled. */
  readonly warmUp?: number;
}

/** A server of ours, which can say where its processor time goes. */
export interface OwnContender extends Contender {
  /** Profiles the process until what it answers is called. */
  profile(): Promise<() => Promise<Profile>>;
}

/** Starts `file <name>` and waits until it says where it listens. */
export async function startContender(
  file: string,
  name: string,
  env: NodeJS.ProcessEnv = {},
): Promise<OwnContender> {
  const child = fork(file, [name], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [...API_NODE_FLAGS],
  });
  const { url } = (await message(child)) as { url: string };
  return {
    name,
    url,
    async usage() {
      child.send('usage');
      return (await message(child)) as Usage;
    },
    async profile() {
      child.send('profile');
      await message(child);
      return async () => {
        child.send('profiled');
        return (await message(child)) as Profile;
      };
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** For the contender's process: says where it listens, and answers what it has used. */
export function introduce(url: string): void {
  let profiled: (() => Promise<Profile>) | undefined;
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    usage: () => Promise.resolve(usageNow()),
    async profile() {
      profiled = await startProfile();
      return {};
    },
    profiled: () => profiled?.() ?? Promise.reject(new Error('Nothing is being profiled.')),
  };
  process.on('message', (asked: string) => {
    void answers[asked]?.().then((answer) => process.send?.(answer));
  });
  process.send?.({ url });
}

function usageNow(): Usage {
  const { user, system } = process.cpuUsage();
  return { residentMb: process.memoryUsage().rss / 2 ** 20, cpuMicros: user + system };
}

/**
 * Fires the request at all contenders in turn, `rounds` times, so that what else the machine does meets all
 * alike. Throws when a contender answers anything but 2xx.
 */
export async function contest(
  contenders: readonly Contender[],
  request: ContestRequest,
  { rounds, seconds, connections = CONNECTIONS, warmUp = 1 }: ContestOptions,
): Promise<Figures[]> {
  const seen = contenders.map((contender) => ({ contender, figures: [] as Figures[] }));
  for (const { contender } of seen) await fire(contender, request, warmUp, connections);
  for (let round = 0; round < rounds; round++) {
    for (const { contender, figures } of seen) {
      figures.push(await fire(contender, request, seconds, connections));
    }
  }
  return seen.map(({ figures }) => ({
    rate: median(figures.map(({ rate }) => rate)),
    cpuMicros: median(figures.map(({ cpuMicros }) => cpuMicros)),
  }));
}

async function fire(
  contender: Contender,
  { path, headers, ...request }: ContestRequest,
  seconds: number,
  connections: number,
): Promise<Figures> {
  const { name, url, usage } = contender;
  // Only where it fires: contenders load this file too, and their memory is measured.
  const { default: autocannon } = await import('autocannon');
  const before = await usage();
  const result = await autocannon({
    url: `${url}${path}`,
    ...request,
    headers: { ...headers, ...contender.headers },
    connections,
    duration: seconds,
  });
  const after = await usage();
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${name} answered ${result.non2xx} requests of ${path} with an error, ${result.errors} not at all.`,
    );
  }
  const answered = result['2xx'];
  return { rate: answered / result.duration, cpuMicros: (after.cpuMicros - before.cpuMicros) / answered };
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The next thing that the child says; rejects when it ends instead. */
async function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = () => {
      child.off('message', heard).off('exit', ended);
    };
    const heard = (said: unknown) => {
      done();
      resolve(said);
    };
    const ended = () => {
      done();
      reject(new Error(`${child.spawnargs.join(' ')} ended before it answered.`));
    };
    child.on('message', heard).on('exit', ended);
  });
}
