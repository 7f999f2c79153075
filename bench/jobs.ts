import pino from 'pino';
import { logThrough } from '../activities/runtime-log';
import { median } from './contest';
import { prepareContenders, type Contenders } from './jobs-contenders';

/**
 * How much a job of ours costs beside the least that Temporal can do, a workflow of one activity that does
 * nothing. A job is the whole path: accepted with its hold, started, rendered (by a renderer that is done at
 * once), kept on the disk, charged, its result known.
 *
 *   npm run bench -- jobs [rounds]
 */

const ROUNDS = 5;
const AT_ONCE = 40;
const IN_PARALLEL = 300;
const IN_SEQUENCE = 50;

type Name = 'bare' | 'job';

interface Round {
  /** Workflows a second, with AT_ONCE under way. */
  readonly rate: Record<Name, number>;
  /** Milliseconds from the request to the known result, one after the other. */
  readonly p50: Record<Name, number>;
}

async function main(): Promise<void> {
  const rounds = Number(process.argv[2] ?? ROUNDS);
  logThrough(pino({ level: 'error' }));
  const contenders = await prepareContenders({
    databaseUrl: required('TASKLOOM_TEST_DATABASE_URL'),
    temporalAddress: required('TASKLOOM_TEST_TEMPORAL_ADDRESS'),
    atOnce: AT_ONCE,
  });
  try {
    await measure(contenders); // warms up
    const results: Round[] = [];
    for (let round = 0; round < rounds; round++) results.push(await measure(contenders));
    print(results);
  } finally {
    await contenders.close();
  }
}

async function measure(contenders: Contenders): Promise<Round> {
  const times: Record<Name, number[]> = { bare: [], job: [] };
  // In turn, so that what else the machine does meets both alike.
  for (let i = 0; i < IN_SEQUENCE; i++) {
    for (const name of ['bare', 'job'] as const) {
      const began = performance.now();
      await contenders[name]();
      times[name].push(performance.now() - began);
    }
  }
  return {
    p50: { bare: median(times.bare), job: median(times.job) },
    rate: { bare: await rateOf(contenders.bare), job: await rateOf(contenders.job) },
  };
}

async function rateOf(run: () => Promise<void>): Promise<number> {
  let left = IN_PARALLEL;
  const lane = async () => {
    while (left-- > 0) await run();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (IN_PARALLEL * 1000) / (performance.now() - began);
}

function print(rounds: readonly Round[]): void {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  for (const [name, title] of [
    ['bare', 'a workflow of one activity'],
    ['job', 'a job, accepted to charged'],
  ] as const) {
    const [rate, p50] = [of((round) => round.rate[name]), of((round) => round.p50[name])];
    console.log(`${title}   ${rate.toFixed(1).padStart(6)} /s   p50 ${p50.toFixed(1).padStart(6)} ms`);
  }
  const share = of(({ rate }) => (100 * rate.job) / rate.bare);
  const added = of(({ p50 }) => p50.job - p50.bare);
  console.log(`jobs reach ${share.toFixed(0)} % of the rate (goal: at least 80 %)`);
  console.log(`their own steps add ${added.toFixed(1)} ms to the p50 (goal: under 30 ms)`);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run \`npm run bench -- jobs\`, which starts the services.`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
