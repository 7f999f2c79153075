import { gemini } from '../../providers/llm/protocols/gemini/gemini';
import { sseFrame } from '../../providers/llm/sse/frames';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { readStream, told } from '../support/claude-events';

const { upstream } = gemini;

type Response = Readonly<Record<string, unknown>>;

function response(parts: readonly Response[], finishReason?: string): Response {
  return { candidates: [{ content: { role: 'model', parts }, ...(finishReason && { finishReason }) }] };
}

function read(...responses: readonly Response[]): ReturnType<typeof told> {
  const stream = responses.map((item) => sseFrame(JSON.stringify(item))).join('');
  return told(readStream(upstream.streamReader(), stream));
}

const STOP = response([], 'STOP');

test.each([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['SAFETY', 'filter'],
  ['RECITATION', 'filter'],
  ['LANGUAGE', 'filter'],
  ['BLOCKLIST', 'filter'],
  ['PROHIBITED_CONTENT', 'filter'],
  ['SPII', 'filter'],
  ['IMAGE_SAFETY', 'filter'],
  ['OTHER', 'stop'],
  ['valueOf', 'stop'],
])('the finish reason %s is %s', (name, reason) => {
  expect(read(response([{ text: 'Hello' }], name)).end.reason).toBe(reason);
});

test.each(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL'])('%s may go better another time', (name) => {
  expect(() => read(response([{ text: 'Hello' }], name))).toThrow(
    expect.objectContaining({ name: 'UpstreamFailure', retryable: true }),
  );
});

test('a prompt that was blocked is an answer without content', () => {
  const { blocks, end, usage } = read({
    promptFeedback: { blockReason: 'SAFETY' },
    usageMetadata: { promptTokenCount: 4 },
  });
  expect({ blocks, end }).toEqual({ blocks: [], end: { type: 'end', reason: 'filter' } });
  expect(usage).toMatchObject({ input: 4 });
});

test('why an answer was withheld is a refusal’s words', () => {
  const refused = { candidates: [{ finishReason: 'SAFETY', finishMessage: 'I will not.' }] };
  const blocked = { promptFeedback: { blockReason: 'SAFETY', blockReasonMessage: 'I will not.' } };
  for (const item of [refused, blocked]) {
    expect(read(item).blocks).toEqual([{ block: { kind: 'refusal' }, text: 'I will not.' }]);
  }
  const cut = { candidates: [{ finishReason: 'MAX_TOKENS', finishMessage: 'The limit was reached.' }] };
  expect(read(cut).blocks).toEqual([]);
});

test('thoughts, texts and calls are blocks, with the seals that came with them', () => {
  const family = 'gemini';
  const answer = read(
    response([{ text: 'Hm', thought: true }]),
    response([{ text: 'm.', thought: true, thoughtSignature: 'c2VhbDE=' }]),
    response([{ text: 'Hel' }]),
    response([
      { text: 'lo' },
      { functionCall: { name: 'one', args: { x: 1 } }, thoughtSignature: 'c2VhbDI=' },
    ]),
    response([{ functionCall: { id: 'own', name: 'two' } }, { text: 'Bye' }]),
    response([{ text: '', thoughtSignature: 'c2VhbDM=' }], 'STOP'),
  );
  expect(answer.blocks).toEqual([
    { block: { kind: 'thinking' }, text: 'Hmm.', signature: { family, value: 'c2VhbDE=' } },
    { block: { kind: 'text' }, text: 'Hello' },
    {
      block: { kind: 'tool', id: expect.stringMatching(/^call_\w+_1$/), name: 'one' },
      text: '{"x":1}',
      signature: { family, value: 'c2VhbDI=' },
    },
    { block: { kind: 'tool', id: 'own', name: 'two' }, text: '{}' },
    { block: { kind: 'text' }, text: 'Bye' },
    { block: { kind: 'thinking' }, text: '', signature: { family, value: 'c2VhbDM=' } },
  ]);
  expect(answer.end.reason).toBe('tools');
});

test('calls without ids of their own differ from answer to answer', () => {
  const call = response([{ functionCall: { name: 'one' } }], 'STOP');
  const ids = [call, call, { ...call, responseId: 'r-1' }].map((item) => read(item).blocks[0]?.block);
  expect(new Set(ids.map((block) => block?.kind === 'tool' && block.id)).size).toBe(3);
});

test('a picture that the model made is a block', () => {
  const inlineData = { mimeType: 'image/png', data: 'AAAA' };
  expect(read(response([{ inlineData }], 'STOP')).blocks).toEqual([
    { block: { kind: 'image', mediaType: 'image/png', data: 'AAAA' }, text: '' },
  ]);
});

test('usage is read by its parts, and the last one counts', () => {
  const usageMetadata = {
    promptTokenCount: 100,
    cachedContentTokenCount: 40,
    toolUsePromptTokenCount: 5,
    candidatesTokenCount: 20,
    thoughtsTokenCount: 7,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 60 },
      { modality: 'IMAGE', tokenCount: 30 },
      { modality: 'AUDIO', tokenCount: 10 },
    ],
    candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 15 }],
  };
  const early = { promptTokenCount: 100, candidatesTokenCount: 1 };
  expect(read({ ...STOP, usageMetadata: early }, { usageMetadata }).usage).toEqual({
    input: 105,
    cacheRead: 40,
    imageInput: 30,
    audioInput: 10,
    output: 27,
    reasoning: 7,
    imageOutput: 15,
    audioOutput: 0,
  });
});

test.each([
  { promptTokenCount: -1 },
  { promptTokenCount: 1.5 },
  { promptTokenCount: 2 ** 32 },
  { promptTokenCount: '5' },
  { promptTokenCount: 5, cachedContentTokenCount: 6 },
  { promptTokenCount: 5, promptTokensDetails: [{ modality: 'IMAGE', tokenCount: -2 }] },
])('the usage %j counts as not told', (usageMetadata) => {
  expect(read({ ...STOP, usageMetadata }).usage).toEqual({});
});

test.each([
  [{ code: 503, message: 'No', status: 'UNAVAILABLE' }, 503, true],
  [{ code: 429, message: 'No', status: 'RESOURCE_EXHAUSTED' }, 429, true],
  [{ message: 'No', status: 'INVALID_ARGUMENT' }, 400, false],
])('%j is a failure, framed or bare', (error, status, retryable) => {
  const failure = expect.objectContaining({ name: 'UpstreamFailure', status, retryable });
  expect(() => read(response([{ text: 'Hel' }]), { error })).toThrow(failure);
  expect(() => upstream.readAnswer({ error })).toThrow(failure);
  for (const bare of [{ error }, [{ error }]]) {
    const text = JSON.stringify(bare, null, 2);
    expect(() => readStream(upstream.streamReader(), text)).toThrow(failure);
  }
});

test('what is no JSON, or no response, is a failure', () => {
  expect(() => readStream(upstream.streamReader(), 'data: {"candidates"\n\n')).toThrow(UpstreamFailure);
  expect(() => upstream.readAnswer('<html>')).toThrow(UpstreamFailure);
  expect(() => upstream.readAnswer({ content: [] })).toThrow(UpstreamFailure);
});

test('an error body tells its message and its status, alone or in a list', () => {
  const body = { error: { code: 404, message: 'No', status: 'NOT_FOUND' } };
  const complaint = { message: 'No', code: 'NOT_FOUND' };
  expect([body, [body]].map(upstream.readFailure)).toEqual([complaint, complaint]);
  expect(upstream.readFailure('<html>')).toEqual({ message: '' });
});
