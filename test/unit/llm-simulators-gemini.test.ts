import {
  ApiError,
  FunctionCallingConfigMode,
  GoogleGenAI,
  type Content,
  type GenerateContentParameters,
  type GenerateContentResponse,
  type Part,
} from '@google/genai';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

/** What Gemini's own SDK makes of the simulator: the same answer whole and streamed, and the vendor's refusals. */

const KEY = 'AIzaSy-simulated';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const tools = [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: { type: 'object' } }] }];
const thinkingConfig = { includeThoughts: true, thinkingBudget: 1000 };
const PARALLEL = 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}';

let simulator: LlmSimulator;
let genai: GoogleGenAI;
beforeAll(async () => {
  simulator = await startLlmSimulator({ keys: [KEY] });
  genai = new GoogleGenAI({ apiKey: KEY, httpOptions: { baseUrl: simulator.origin } });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

/** The parts of a stream, with texts that follow one another put together, as a whole answer has them. */
function joined(parts: readonly Part[]): Part[] {
  const list: Part[] = [];
  for (const part of parts) {
    const last = list.at(-1);
    if (part.text !== undefined && last?.text !== undefined && part.thought === last.thought)
      list[list.length - 1] = { ...last, ...part, text: last.text + part.text };
    else if (part.text !== '' || part.thoughtSignature !== undefined) list.push(part);
  }
  return list.map((part) =>
    part.functionCall ? { ...part, functionCall: { ...part.functionCall, id: '' } } : part,
  );
}

async function both(
  params: Omit<GenerateContentParameters, 'model'>,
  model = 'gemini-2.5-pro',
): Promise<GenerateContentResponse> {
  const whole = await genai.models.generateContent({ model, ...params });
  const chunks: GenerateContentResponse[] = [];
  for await (const chunk of await genai.models.generateContentStream({ model, ...params }))
    chunks.push(chunk);
  const partsOf = ({ candidates }: GenerateContentResponse): Part[] => candidates?.[0]?.content?.parts ?? [];
  expect(joined(chunks.flatMap(partsOf))).toEqual(joined(partsOf(whole)));
  const last = chunks.at(-1)!;
  expect(last.candidates?.[0]?.finishReason).toBe(whole.candidates?.[0]?.finishReason);
  expect(last.usageMetadata).toEqual(whole.usageMetadata);
  expect(chunks.every((chunk) => chunk.modelVersion === model && chunk.responseId === last.responseId)).toBe(
    true,
  );
  return whole;
}

async function refusal(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`Expected an ApiError, got ${String(error)}`);
  return error;
}

const post = (action: string, body: unknown): Promise<Response> =>
  fetch(`${simulator.origin}/v1beta/models/gemini-2.5-pro:${action}`, {
    method: 'POST',
    headers: { 'x-goog-api-key': KEY, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('an answer repeats what the user said, and counts it', async () => {
  const contents = '你好 😀 world';
  const answer = await both({ contents, config: { systemInstruction: 'Be brief.' } });
  expect(answer.text).toBe('You said: 你好 😀 world');
  expect(answer.usageMetadata).toMatchObject({
    promptTokenCount: 6,
    candidatesTokenCount: 6,
    totalTokenCount: 12,
  });
  const { totalTokens } = await genai.models.countTokens({ model: 'gemini-2.5-pro', contents });
  expect(totalTokens).toBe(3);
});

test('calls come with one signature, which goes back with the results, and no other does', async () => {
  const config = { tools, thinkingConfig };
  const first = await both({ contents: PARALLEL, config });
  const parts = first.candidates?.[0]?.content?.parts ?? [];
  expect(parts).toMatchObject([
    { thought: true, text: expect.stringContaining('Thinking about') },
    { functionCall: { name: 'weather', args: { city: 'Paris' } }, thoughtSignature: expect.any(String) },
    { functionCall: { name: 'weather', args: { city: 'Oslo' } } },
  ]);
  expect(parts[2]?.thoughtSignature).toBeUndefined();
  expect(first.candidates?.[0]?.finishReason).toBe('STOP');
  const results = { functionResponse: { name: 'weather', response: { result: 'sunny' } } };
  const next = (model: Part[], answers: Part[] = [results, results]): Content[] => [
    { role: 'user', parts: [{ text: PARALLEL }] },
    { role: 'model', parts: model },
    { role: 'user', parts: answers },
  ];
  const second = await both({ contents: next(parts), config });
  expect(second.text).toBe('weather said: sunny\nweather said: sunny');
  const ask = (contents: Content[], model = 'gemini-2.5-pro') =>
    refusal(genai.models.generateContent({ model, contents, config }));
  const signed = (thoughtSignature: string): Part[] => [{ ...parts[1]!, thoughtSignature }, parts[2]!];
  expect(await ask(next(signed('Zm9yZ2Vk')))).toMatchObject({
    status: 400,
    message: expect.stringContaining('Corrupted thought signature.'),
  });
  expect((await ask(next(parts, [results]))).message).toContain('number of function response parts is equal');
  // The third generation misses a signature where it was left out; another model's call may say that it has none.
  const bare = [{ functionCall: { name: 'weather', args: {} } }, parts[2]!];
  expect((await ask(next(bare), 'gemini-3-pro')).message).toContain('missing a thought_signature');
  await both({ contents: next(bare), config });
  await both({ contents: next(signed('skip_thought_signature_validator')), config }, 'gemini-3-pro');
});

test('an answer in words is signed at its end, and thoughts are counted apart', async () => {
  const answer = await both({ contents: 'why?', config: { thinkingConfig } });
  const parts = answer.candidates?.[0]?.content?.parts ?? [];
  expect(parts.at(-1)).toMatchObject({ text: 'You said: why?', thoughtSignature: expect.any(String) });
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount, totalTokenCount } =
    answer.usageMetadata!;
  expect(thoughtsTokenCount).toBeGreaterThan(0);
  expect(totalTokenCount).toBe(promptTokenCount! + candidatesTokenCount! + thoughtsTokenCount!);
});

test('images are seen and made, prompts blocked, answers refused and cut', async () => {
  const seen = await both({
    contents: [{ text: 'look' }, { inlineData: { mimeType: 'image/png', data: PNG } }],
  });
  expect(seen.text).toBe('You said: look\nYou sent an image: image/png, 70 bytes.');
  simulator.script(Array.from({ length: 2 }, () => ({ image: { mediaType: 'image/png', data: PNG } })));
  expect((await both({ contents: 'draw' })).data).toBe(PNG);
  simulator.script(Array.from({ length: 2 }, () => ({ stop: 'filter' as const })));
  expect((await both({ contents: 'bad' })).promptFeedback).toEqual({ blockReason: 'PROHIBITED_CONTENT' });
  expect((await both({ contents: '[refuse]' })).candidates?.[0]).toMatchObject({ finishReason: 'SAFETY' });
  const cut = await both({ contents: 'x'.repeat(99), config: { maxOutputTokens: 5 } });
  expect(cut.candidates?.[0]).toMatchObject({
    finishReason: 'MAX_TOKENS',
    content: { parts: [{ text: 'You said: xxxxxxxxxx' }] },
  });
});

test('a function that is forced is called, and none is where none may be', async () => {
  const calls = async (mode: FunctionCallingConfigMode): Promise<number> => {
    const config = { tools, toolConfig: { functionCallingConfig: { mode } } };
    return (await both({ contents: 'call weather {}\nhi', config })).functionCalls?.length ?? 0;
  };
  expect(await calls(FunctionCallingConfigMode.ANY)).toBe(1);
  expect(await calls(FunctionCallingConfigMode.NONE)).toBe(0);
});

test('a stream without alt=sse is one array of the same chunks', async () => {
  const body = { contents: [{ parts: [{ text: 'hello world' }] }] };
  simulator.script(['One two', 'One two']);
  const array = (await (await post('streamGenerateContent', body)).json()) as GenerateContentResponse[];
  const sse = await (await post('streamGenerateContent?alt=sse', body)).text();
  const events = sse
    .trim()
    .split('\r\n\r\n')
    .map((frame) => JSON.parse(frame.replace('data: ', '')) as object);
  expect(array.map(({ candidates }) => candidates)).toEqual(
    events.map((event) => (event as GenerateContentResponse).candidates),
  );
  expect(array).toHaveLength(3);
  expect(array[1]).toMatchObject({
    candidates: [{ content: { parts: [{ text: ' two' }], role: 'model' }, index: 0 }],
    usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 },
  });
  const errors = await (await post('streamGenerateContent', {})).json();
  expect(errors).toMatchObject([{ error: { code: 400, status: 'INVALID_ARGUMENT' } }]);
});

test('snake case is read as camel case', async () => {
  const body = {
    contents: [{ parts: [{ text: 'x'.repeat(99) }] }],
    generation_config: { max_output_tokens: 5 },
  };
  expect(await (await post('generateContent', body)).json()).toMatchObject({
    candidates: [{ finishReason: 'MAX_TOKENS' }],
  });
});

const parts = [{ text: 'hi' }];
const declared = (parameters: object): object => ({
  contents: [{ parts }],
  tools: [{ functionDeclarations: [{ name: 'a', parameters }] }],
});
test.each<[string, object, string]>([
  ['no contents', {}, 'contents is not specified'],
  [
    'a role of another’s',
    { contents: [{ role: 'assistant', parts }] },
    'Please use a valid role: user, model.',
  ],
  ['contents without parts', { contents: [{ role: 'user', parts: [] }] }, 'parts must not be empty'],
  [
    'a field of another’s',
    { contents: [{ parts }], messages: [] },
    'Unknown name "messages": Cannot find field.',
  ],
  [
    'a schema beyond its own',
    declared({ type: 'object', properties: { a: { type: 'object', additionalProperties: false } } }),
    `Unknown name "additionalProperties" at 'tools[0].function_declarations[0].parameters.properties[0].value'`,
  ],
  [
    'an answer to no call',
    { contents: [{ parts: [{ functionResponse: { name: 'a', response: {} } }] }] },
    'immediately after a function call turn',
  ],
  [
    'an answer that is no object',
    { contents: [{ parts: [{ functionResponse: { name: 'a', response: 'sunny' } }] }] },
    'google.protobuf.Struct',
  ],
])('refuses %s', async (_what, body, message) => {
  const response = await post('generateContent', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { code: 400, status: 'INVALID_ARGUMENT', message: expect.stringContaining(message) },
  });
});

test('wrong keys are refused, and models listed, in Google’s shapes', async () => {
  const wrong = new GoogleGenAI({ apiKey: 'AIza-wrong', httpOptions: { baseUrl: simulator.origin } });
  const error = await refusal(wrong.models.generateContent({ model: 'gemini-2.5-pro', contents: 'hi' }));
  expect(error).toMatchObject({ status: 400, message: expect.stringContaining('API_KEY_INVALID') });
  const keyless = await fetch(`${simulator.origin}/v1beta/models`);
  expect(keyless.status).toBe(403);
  const listed = await fetch(`${simulator.origin}/v1beta/models?key=${KEY}`);
  expect(await listed.json()).toMatchObject({
    models: expect.arrayContaining([expect.objectContaining({ name: 'models/gemini-2.5-pro' })]),
  });
});
