import type { Contender, ContestRequest } from '../contest';
import { createCaller, quantile } from '../latency';

const MEGABYTE = 2 ** 20;
const TIMES = 100;

/** What a prompt of 1 MB costs more over the gateway than straight to the upstream; one after the other, in turn. */
export async function measureLargePrompts(
  upstream: Contender,
  ours: Contender,
  call: ContestRequest,
): Promise<void> {
  const request = { ...call, body: largePrompt(call), headers: { ...call.headers, ...ours.headers } };
  const [direct, over] = [createCaller(upstream.url), createCaller(ours.url)];
  const times = { direct: [] as number[], ours: [] as number[] };
  for (let i = 0; i < TIMES + 10; i++) {
    const seen = { direct: await direct.ask(request), ours: await over.ask(request) };
    if (i < 10) continue; // warms up
    times.direct.push(seen.direct);
    times.ours.push(seen.ours);
  }
  direct.close();
  over.close();
  console.log('a prompt of 1 MB, not streamed');
  const at = (share: number) => ({
    direct: quantile(times.direct, share),
    ours: quantile(times.ours, share),
  });
  for (const share of [0.5, 0.9]) {
    const seen = at(share);
    console.log(
      `  p${share * 100}: direct ${seen.direct.toFixed(1)} ms, ours ${seen.ours.toFixed(1)} ms, ` +
        `${(seen.ours - seen.direct).toFixed(1)} ms added (goal: under 10)`,
    );
  }
}

/** Words and characters of several scripts, as a conversation with documents in it has them. */
function largePrompt(call: ContestRequest): string {
  const text = 'The quick brown fox jumps over the lazy dog. 敏捷的棕色狐狸跳过懒狗。 "quoted" \\ and\n\n';
  const body = JSON.parse(call.body ?? '{}') as { messages: { role: string; content: string }[] };
  const content = text.repeat(Math.ceil(MEGABYTE / Buffer.byteLength(text)));
  return JSON.stringify({ ...body, messages: [...body.messages, { role: 'user', content }] });
}
