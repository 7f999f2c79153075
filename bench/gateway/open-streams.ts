import { Agent, request, type ClientRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Contender, ContestRequest } from '../contest';

const STREAMS = 1_000;
const WARM_UP = 100;
/** A stream of 200 chunks a quarter of a second apart lasts 50 s: all are open at once for most of it. */
const SAMPLES = 20;

/** The memory of a process with a thousand open streams. */
export async function measureOpenStreams(ours: Contender, call: ContestRequest): Promise<void> {
  const resident = async () => (await ours.usage()).residentMb;
  // What is loaded and compiled with the first calls is no stream's.
  await open(ours, call, WARM_UP).ended;
  const before = await resident();
  const streams = open(ours, call, STREAMS);
  await streams.begun;
  const samples: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    await delay(1_000);
    samples.push(await resident());
  }
  const most = Math.max(...samples);
  const answered = await streams.ended;
  const each = ((most - before) * 1024) / STREAMS;
  console.log(`${STREAMS} streams open at once, ${answered} of them ended well`);
  console.log(
    `  ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most (goal: under 256), ` +
      `${each.toFixed(0)} KB a stream (goal: under 40), ${(await resident()).toFixed(0)} MB after`,
  );
}

interface OpenStreams {
  /** All have got their first bytes. */
  readonly begun: Promise<unknown>;
  /** All have ended; how many did with the protocol's end. */
  readonly ended: Promise<number>;
}

function open({ url, headers }: Contender, call: ContestRequest, count: number): OpenStreams {
  const agent = new Agent({ keepAlive: false });
  const options = { agent, method: call.method, headers: { ...call.headers, ...headers } };
  const streams = Array.from({ length: count }, () =>
    follow(request(`${url}${call.path}`, options), call.body),
  );
  return {
    begun: Promise.all(streams.map(({ begun }) => begun)),
    ended: Promise.all(streams.map(({ ended }) => ended)).then((all) => all.filter(Boolean).length),
  };
}

function follow(asked: ClientRequest, body: string | undefined) {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const ended = new Promise<boolean>((resolve) => {
    const fail = () => resolve(false);
    asked.once('error', fail).once('response', (answer) => {
      let last = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        begin();
        last = (last + text).slice(-32);
      });
      answer.once('error', fail).once('end', () => resolve(last.trimEnd().endsWith('data: [DONE]')));
    });
  }).finally(() => begin());
  asked.end(body);
  return { begun, ended };
}
