import {
  contest,
  introduce,
  startContender,
  type Contender,
  type ContestRequest,
  type OwnContender,
} from './contest';
import { withGateway, type Counters, type GatewayAccount } from './gateway/account';
import { measureFirstBytes } from './gateway/first-bytes';
import { measureLargePrompts } from './gateway/large-prompts';
import { measureOpenStreams } from './gateway/open-streams';
import { comparePackages } from './gateway/package-calls';
import { startLitellm, startPortkey } from './gateway/peers';
import { SERVERS } from './gateway/servers';
import { soak } from './gateway/soak';

/**
 * Model calls over the gateway, each held and charged in MySQL, beside the same calls over a bare relay of Express and
 * undici, over Portkey and over LiteLLM, none of which accounts for anything: all to one upstream that answers what was
 * made beforehand. Portkey and LiteLLM are installed when they are missing.
 *
 *   npm run bench -- gateway [rate | packages | profile | first-bytes | prompts | open-streams | soak]
 */

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 64;
const WARM_UP = 5;
const RATE = { rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS, warmUp: WARM_UP };
const MODEL = 'bench';

const CALL: ContestRequest = {
  method: 'POST',
  path: '/v1/chat/completions',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    model: MODEL,
    max_tokens: 500,
    messages: [
      { role: 'system', content: 'You are a terse assistant.' },
      { role: 'user', content: 'Say a word, and say it again.' },
    ],
  }),
};

/** Chunks in a stream; at once, or so many milliseconds apart. */
const CHUNKS = 200;
const UPSTREAMS = { immediate: 0, streaming: 5, slow: 250 } as const;

type Upstreams = Readonly<Record<keyof typeof UPSTREAMS, Contender>>;

const PARTS: Readonly<Record<string, (upstreams: Upstreams) => Promise<void>>> = {
  rate: ({ immediate }) => withPeers(immediate, compareRates),
  packages: ({ immediate }) =>
    withOurs(immediate, (ours, account) => comparePackages(ours, account, CALL, RATE)),
  profile: ({ immediate }) => withOurs(immediate, profileCalls),
  'first-bytes': ({ streaming }) =>
    withPeers(streaming, (contenders) => measureFirstBytes(streaming, contenders, streamed(CALL))),
  prompts: ({ immediate }) => withOurs(immediate, (ours) => measureLargePrompts(immediate, ours, CALL)),
  'open-streams': ({ slow }) => withOurs(slow, (ours) => measureOpenStreams(ours, streamed(CALL))),
  soak: ({ immediate }) => withOurs(immediate, (ours) => soak(ours, streamed(CALL))),
};

async function compareRates(contenders: readonly Contender[], account: GatewayAccount): Promise<void> {
  const before = await account.accounted();
  const figures = await contest(contenders, CALL, RATE);
  const rates = new Map(contenders.map(({ name }, at) => [name, figures[at]?.rate ?? Number.NaN]));
  console.log(`not streamed, ${CONNECTIONS} callers`);
  for (const [at, { name }] of contenders.entries()) {
    const { rate, cpuMicros } = figures[at] ?? { rate: Number.NaN, cpuMicros: Number.NaN };
    console.log(
      `  ${name.padEnd(10)}${rate.toFixed(0).padStart(6)}/s  ${cpuMicros.toFixed(0).padStart(6)} µs of processor time`,
    );
  }
  const ours = rates.get('ours') ?? Number.NaN;
  const beside = (name: string) => (ours / (rates.get(name) ?? Number.NaN)).toFixed(2);
  console.log(
    `  ours is ${beside('Portkey')} times Portkey (goal: 3), ${beside('bare')} of bare (goal: 0.5)`,
  );
  const { calls, openHolds } = await account.accounted();
  console.log(`  ${calls - before.calls} calls of ours were written down, ${openHolds} holds are open`);
}

/** Where the processor time of one call goes. */
async function profileCalls(ours: OwnContender, account: GatewayAccount): Promise<void> {
  const load = () => contest([ours], CALL, { rounds: 1, seconds: 2 * SECONDS, connections: CONNECTIONS });
  await load(); // warms up
  const counters = await account.counters();
  const profiled = await ours.profile();
  const [figures] = await load();
  const { byPackage, byCause, byFunction } = await profiled();
  console.log(
    `${figures?.rate.toFixed(0)}/s, ${figures?.cpuMicros.toFixed(0)} µs of processor time for each call`,
  );
  for (const [name, count] of Object.entries(perCall(counters, await account.counters()))) {
    console.log(`  ${name} ${count.toFixed(2)}`);
  }
  for (const shares of [byPackage.slice(0, 30), byCause.slice(0, 60), byFunction.slice(0, 40)]) {
    console.log('');
    for (const { place, share } of shares)
      console.log(`  ${(100 * share).toFixed(1).padStart(5)} %  ${place}`);
  }
}

/** By how much the database's counters rose for each call that was written down. */
function perCall(before: Counters, after: Counters): Counters {
  const calls = (after['calls'] ?? 0) - (before['calls'] ?? 0);
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - (before[name] ?? 0)) / calls]),
  );
}

/** The gateway, a bare relay and the peers, all in front of one upstream. */
async function withPeers(
  upstream: Contender,
  work: (contenders: readonly Contender[], account: GatewayAccount) => Promise<void>,
): Promise<void> {
  await withOurs(upstream, async (ours, account) => {
    const contenders: Contender[] = [ours];
    try {
      contenders.unshift(await startContender(__filename, 'bare', { BENCH_UPSTREAM: upstream.url }));
      contenders.push(await startPortkey(upstream.url), await startLitellm(upstream.url, MODEL));
      await work(contenders, account);
    } finally {
      for (const contender of contenders) if (contender !== ours) await contender.stop();
    }
  });
}

async function withOurs(
  upstream: Contender,
  work: (ours: OwnContender, account: GatewayAccount) => Promise<void>,
): Promise<void> {
  await withGateway({ [MODEL]: upstream.url }, async (account) => {
    const started = await startContender(__filename, 'ours', { ...account.settings });
    const ours = { ...started, headers: { authorization: `Bearer ${account.secret}` } };
    try {
      await work(ours, account);
    } finally {
      await ours.stop();
    }
  });
}

function streamed(call: ContestRequest): ContestRequest {
  const body = { ...(JSON.parse(call.body ?? '{}') as object), stream: true };
  return { ...call, body: JSON.stringify(body) };
}

async function measure(parts: readonly string[]): Promise<void> {
  const started = Object.entries(UPSTREAMS).map(async ([name, intervalMs]) => {
    const env = { BENCH_CHUNKS: String(CHUNKS), BENCH_INTERVAL_MS: String(intervalMs) };
    return [name, await startContender(__filename, 'upstream', env)] as const;
  });
  const upstreams = Object.fromEntries(await Promise.all(started)) as unknown as Upstreams;
  try {
    for (const part of parts) await PARTS[part]?.(upstreams);
  } finally {
    for (const upstream of Object.values(upstreams)) await upstream.stop();
  }
}

async function main(name: string | undefined): Promise<void> {
  if (name === undefined) return measure(Object.keys(PARTS));
  if (name in PARTS) return measure([name]);
  const url = await SERVERS[name]?.();
  if (url === undefined)
    throw new Error(`There is no part ${name}: choose one of ${Object.keys(PARTS).join(', ')}.`);
  introduce(url);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
