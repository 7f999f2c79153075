import type { CallerName } from '../../scripts/generate/conformance-table';
import { startByteUpstream, type ByteUpstream } from '../support/byte-upstream';
import { ODD_BYTES } from '../support/conformance-bytes';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';
import { startUpstreams, type Upstreams } from '../support/upstreams';

/** A caller and an upstream of one protocol: what either says reaches the other byte for byte. */

const protocols = Object.keys(ODD_BYTES) as CallerName[];
const ways = protocols.flatMap((protocol) => [false, true].map((stream) => ({ protocol, stream })));

let gateway: ModelGateway;
let upstreams: Upstreams;
let upstream: ByteUpstream;
let holder: KeyHolder;

beforeAll(async () => {
  gateway = await modelGateway();
  upstreams = await startUpstreams(gateway);
  upstream = await startByteUpstream();
  for (const kind of ['openai', 'responses', 'claude', 'gemini'] as const) {
    await upstreams.offer(kind, `same-${kind}`, `same-${kind}`, upstream.origin);
    await upstreams.offer(kind, `ours-${kind}`, `theirs-${kind}`, upstream.origin);
  }
  holder = await gateway.keyHolder();
});

afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await upstreams.close();
});

/** Calls with these bytes, and answers with the ones that came back. */
async function call(protocol: CallerName, stream: boolean, model: string, request: string, answer: string) {
  upstream.answer(stream ? 'text/event-stream' : 'application/json', answer);
  const response = await holder.call(ODD_BYTES[protocol].path(model, stream), request);
  return {
    status: response.status,
    losses: response.headers.get('x-taskloom-losses'),
    bytes: await response.text(),
  };
}

test.each(ways)('$protocol, streamed: $stream, passes unchanged', async ({ protocol, stream }) => {
  const odd = ODD_BYTES[protocol];
  const model = `same-${odd.kind}`;
  const request = odd.request(model, stream);
  const answer = stream ? odd.stream(model) : odd.answer(model);
  expect(await call(protocol, stream, model, request, answer)).toEqual({
    status: 200,
    losses: null,
    bytes: answer,
  });
  expect(upstream.last.body).toBe(request);
  expect(upstream.last.path).toBe(odd.upstreamPath(model, stream));
  expect(JSON.stringify(upstream.last.headers)).not.toContain(holder.secret);
});

test.each(ways)(
  '$protocol, streamed: $stream, passes with nothing changed but the model’s name',
  async ({ protocol, stream }) => {
    const odd = ODD_BYTES[protocol];
    const [ours, theirs] = [`ours-${odd.kind}`, `theirs-${odd.kind}`];
    const answer = stream ? odd.stream : odd.answer;
    const { bytes } = await call(protocol, stream, ours, odd.request(ours, stream), answer(theirs));
    expect(upstream.last.body).toBe(odd.request(theirs, stream));
    expect(upstream.last.path).toBe(odd.upstreamPath(theirs, stream));
    expect(bytes).toBe(answer(ours));
  },
);

test.each(['openai-chat', 'openai-completions'] as const)(
  'a stream of %s whose caller does not ask for usage gets all but the usage',
  async (protocol) => {
    const odd = ODD_BYTES[protocol];
    const model = `same-${odd.kind}`;
    const options = ',"stream_options":{ "include_usage":true}';
    const request = odd.request(model, true).replace(options, '');
    const stream = odd.stream(model);
    const { bytes } = await call(protocol, true, model, request, stream);
    const asked = request.replace(/\}\s*$/, ',"stream_options":{"include_usage":true}}');
    expect(upstream.last.body.replace(/\s+/g, '')).toBe(asked.replace(/\s+/g, ''));
    const frames = stream.split(/(?<=\n\r?\n)/).filter((frame) => !frame.includes('"prompt_tokens"'));
    expect(bytes).toBe(frames.join('').replaceAll(',"usage":null', ''));
  },
);
