import { CallFailure, type FailureKind } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import type { ModelRequest, Part } from '../../providers/llm/exchange/request';
import { gemini } from '../../providers/llm/protocols/gemini/gemini';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

const { caller, upstream } = gemini;

const MODEL = 'gemini-2.5-flash';
const HELLO = [{ role: 'user', parts: [{ text: 'hi' }] }];

function read(body: JsonObject, stream = false): ModelRequest {
  return caller.readRequest(body, { model: MODEL, stream });
}

function write(
  request: ModelRequest,
  model = request.model,
): { body: JsonObject; losses: readonly string[] } {
  const losses = new Losses();
  return { body: upstream.writeRequest(request, model, losses).body, losses: losses.all };
}

/** A request that asks for everything that is carried. */
const WHOLE = {
  systemInstruction: { parts: [{ text: 'Be brief.' }] },
  contents: [
    {
      role: 'user',
      parts: [
        { text: 'Look' },
        { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
        { inlineData: { mimeType: 'audio/wav', data: 'UklG' } },
        { fileData: { fileUri: 'https://example.com/a.pdf', mimeType: 'application/pdf', displayName: 'A' } },
      ],
    },
    {
      role: 'model',
      parts: [
        { text: 'Hm', thought: true, thoughtSignature: 'c2VhbDE=' },
        { text: 'Let me see.' },
        { functionCall: { id: 'a', name: 'look', args: { at: 'you' } }, thoughtSignature: 'c2VhbDI=' },
        { functionCall: { id: 'b', name: 'look', args: {} } },
      ],
    },
    {
      role: 'user',
      parts: [
        { functionResponse: { id: 'a', name: 'look', response: { result: 'seen' } } },
        {
          functionResponse: {
            id: 'b',
            name: 'look',
            response: { error: 'blind' },
            parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
          },
        },
      ],
    },
  ],
  tools: [
    {
      functionDeclarations: [
        {
          name: 'look',
          description: 'Looks',
          parametersJsonSchema: { type: 'object', properties: { inline_data: { type: 'string' } } },
        },
      ],
    },
  ],
  toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['look'] } },
  generationConfig: {
    maxOutputTokens: 100,
    temperature: 0.5,
    topP: 0.9,
    topK: 40,
    seed: 7,
    presencePenalty: 0.1,
    frequencyPenalty: 0.2,
    stopSequences: ['END'],
    responseMimeType: 'application/json',
    responseJsonSchema: { type: 'object' },
    thinkingConfig: { thinkingBudget: 512, includeThoughts: true },
  },
};

test('what is carried is written as it was read', () => {
  const { body, losses } = write(read(WHOLE));
  expect(body).toEqual(WHOLE);
  expect(losses).toEqual([]);
  expect(caller.uncarried?.(WHOLE)).toEqual([]);
});

/** The names of the protocol's own fields in snake case; what is the user's stays. */
function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      ['args', 'response', 'parametersJsonSchema', 'responseJsonSchema'].includes(name)
        ? item
        : snakeCase(item),
    ]),
  );
}

test('fields in snake case are the same fields', () => {
  const body = snakeCase(WHOLE) as JsonObject;
  expect(body).toHaveProperty('generation_config.thinking_config.thinking_budget', 512);
  expect(read(body)).toEqual(read(WHOLE));
  expect(caller.uncarried?.(body)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['contents', {}],
  ['contents', { contents: [] }],
  ['contents', { contents: 'hi' }],
  ['contents[0]', { contents: ['hi'] }],
  ['contents[0].role', { contents: [{ role: 'assistant', parts: [] }] }],
  ['contents[0].parts', { contents: [{ role: 'user' }] }],
  ['contents[0].parts[0]', { contents: [{ parts: ['hi'] }] }],
  [
    'contents[0].parts[0].functionCall.name',
    { contents: [{ role: 'model', parts: [{ functionCall: {} }] }] },
  ],
  ['tools', { contents: HELLO, tools: {} }],
  ['tools[0].functionDeclarations[0].name', { contents: HELLO, tools: [{ functionDeclarations: [{}] }] }],
  ['generationConfig.candidateCount', { contents: HELLO, generationConfig: { candidateCount: 2 } }],
  ['generationConfig.maxOutputTokens', { contents: HELLO, generationConfig: { maxOutputTokens: 0 } }],
])('a wrong %s is named', (field, body) => {
  expect(() => read(body)).toThrow(
    expect.objectContaining<Partial<CallFailure>>({ name: 'CallFailure', kind: 'invalid', field }),
  );
});

test('the model and whether it streams are told by the path', () => {
  expect(caller.readRequest({ contents: HELLO }, { model: 'models/gemini-x', stream: true })).toMatchObject({
    model: 'gemini-x',
    stream: true,
  });
  expect(() => caller.readRequest({ contents: HELLO }, {})).toThrow(
    expect.objectContaining({ field: 'model' }),
  );
  expect(upstream.writeRequest(read({ contents: HELLO }, true), 'gemini x', new Losses()).path).toBe(
    '/v1beta/models/gemini%20x:streamGenerateContent?alt=sse',
  );
  expect(upstream.writeRequest(read({ contents: HELLO }), 'tunedModels/x', new Losses()).path).toBe(
    '/v1beta/tunedModels/x:generateContent',
  );
});

test('what is not carried is named, and never refused', () => {
  const body = {
    contents: [{ role: 'model', parts: [{ executable_code: { code: '1' } }, { text: 'hi' }] }],
    tools: [{ googleSearch: {} }, { code_execution: {} }],
    safetySettings: [],
    cachedContent: 'c',
    generationConfig: { responseModalities: ['TEXT'] },
  };
  expect(read(body)).toMatchObject({ tools: [], messages: [{ parts: [{ text: 'hi' }] }] });
  expect(caller.uncarried?.(body)).toEqual([
    'safetySettings',
    'cachedContent',
    'generationConfig.responseModalities',
    'tools.googleSearch',
    'tools.codeExecution',
    'contents.executableCode',
  ]);
});

test("Google's schemas become JSON Schema", () => {
  const parameters = {
    type: 'OBJECT',
    properties: {
      type: { type: 'STRING', nullable: true, enum: ['A'] },
      list: { type: 'ARRAY', items: { type: 'INTEGER' }, minItems: '1' },
      any: { anyOf: [{ type: 'NUMBER' }, { type: 'BOOLEAN' }] },
    },
    required: ['type'],
  };
  const expected = {
    type: 'object',
    properties: {
      type: { type: ['string', 'null'], enum: ['A'] },
      list: { type: 'array', items: { type: 'integer' }, minItems: 1 },
      any: { anyOf: [{ type: 'number' }, { type: 'boolean' }] },
    },
    required: ['type'],
  };
  const request = read({
    contents: HELLO,
    tools: [{ functionDeclarations: [{ name: 'f', parameters }] }],
    generationConfig: { responseMimeType: 'application/json', responseSchema: parameters },
  });
  expect(request.tools).toEqual([{ type: 'function', name: 'f', parameters: expected }]);
  expect(request.format).toEqual({ type: 'json-schema', schema: expected });
});

test('calls without ids are matched to their results by name, in order', () => {
  const { messages } = read({
    contents: [
      ...HELLO,
      { role: 'model', parts: ['one', 'two', 'one'].map((name) => ({ functionCall: { name, args: {} } })) },
      {
        role: 'user',
        parts: ['two', 'one', 'one'].map((name, at) => ({ functionResponse: { name, response: { at } } })),
      },
    ],
  });
  const calls = messages[1]?.parts.map((part) => part.type === 'tool-call' && part.id);
  const results = messages[2]?.parts.map((part) => part.type === 'tool-result' && part.callId);
  expect(new Set(calls).size).toBe(3);
  expect(results).toEqual([calls?.[1], calls?.[0], calls?.[2]]);
});

test('an answer that the SDK kept in pieces is one message, its thoughts whole under their seal', () => {
  const { messages } = read({
    contents: [
      ...HELLO,
      { role: 'model', parts: [{ text: 'H', thought: true }] },
      { role: 'model', parts: [{ text: 'm', thought: true }] },
      { role: 'model', parts: [{ text: '', thought: true, thoughtSignature: 'c2VhbA==' }] },
      { role: 'model', parts: [{ text: 'Hel' }] },
      { role: 'model', parts: [{ text: 'lo' }] },
    ],
  });
  expect(messages.slice(1)).toEqual([
    {
      role: 'assistant',
      parts: [
        { type: 'thinking', text: 'Hm', signature: { family: 'gemini', value: 'c2VhbA==' } },
        { type: 'text', text: 'Hello' },
      ],
    },
  ]);
});

test("Claude's thoughts come back as they were, the redacted ones too", () => {
  const claudes = { family: 'claude', value: 'c2VhbA==' } as const;
  const answer = caller.writeAnswer(
    [
      { type: 'start', id: '', model: 'm' },
      { type: 'block-start', index: 0, block: { kind: 'thinking' } },
      { type: 'delta', index: 0, text: 'Hm' },
      { type: 'signature', index: 0, signature: claudes },
      { type: 'block-end', index: 0 },
      { type: 'block-start', index: 1, block: { kind: 'thinking', redacted: true } },
      { type: 'signature', index: 1, signature: claudes },
      { type: 'block-end', index: 1 },
      { type: 'end', reason: 'stop' },
    ],
    { id: 'x', model: 'm', created: 0, body: {}, losses: new Losses() },
  );
  const content = (answer['candidates'] as JsonObject[])[0]?.['content'];
  const seals = (content as { parts: { thoughtSignature: string }[] }).parts.map(
    (part) => part.thoughtSignature,
  );
  // Some SDKs decode the field: it must be base64.
  for (const seal of seals) expect(Buffer.from(seal, 'base64').toString('base64')).toBe(seal);
  expect(read({ contents: [...HELLO, content] }).messages[1]?.parts).toEqual([
    { type: 'thinking', text: 'Hm', signature: claudes },
    { type: 'thinking', text: '', signature: claudes, redacted: true },
  ]);
});

const PLAIN: ModelRequest = {
  model: MODEL,
  stream: false,
  system: [],
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'hi' }] }],
  tools: [],
};

test.each<[string, Partial<ModelRequest>, JsonObject | undefined, string[]]>([
  ['gemini-2.5-flash', { reasoning: { effort: 'none' } }, { thinkingConfig: { thinkingBudget: 0 } }, []],
  ['gemini-2.5-pro', { reasoning: { effort: 'none' } }, { thinkingConfig: { thinkingBudget: 128 } }, []],
  ['gemini-2.5-pro', { reasoning: { effort: 'high' } }, { thinkingConfig: { thinkingBudget: 24_576 } }, []],
  ['gemini-3-pro', { reasoning: { effort: 'minimal' } }, { thinkingConfig: { thinkingLevel: 'LOW' } }, []],
  [
    'gemini-3-flash',
    { reasoning: { effort: 'max', budgetTokens: -1, visible: true } },
    { thinkingConfig: { thinkingLevel: 'HIGH', includeThoughts: true } },
    [],
  ],
  ['gemini-2.0-flash', { reasoning: { effort: 'high' } }, undefined, ['reasoning']],
  ['gemini-2.5-flash', { format: { type: 'json' } }, { responseMimeType: 'application/json' }, []],
  ['gemini-2.5-flash', { user: 'u', parallelTools: false }, undefined, ['user', 'parallel_tool_calls']],
  [
    'gemini-2.5-flash',
    { messages: [{ role: 'user', parts: [{ type: 'text', text: 'hi', cache: '5m' }] }] },
    undefined,
    ['cache_control'],
  ],
])('%s is asked for %j', (model, wish, config, losses) => {
  const written = write({ ...PLAIN, ...wish }, model);
  expect(written.body['generationConfig']).toEqual(config);
  expect(written.losses).toEqual(losses);
});

test('a call of a custom tool carries its text in an object, and a picture by its address gets a type', () => {
  const { body } = write({
    ...PLAIN,
    tools: [{ type: 'custom', name: 'run' }],
    toolChoice: 'required',
    messages: [
      {
        role: 'user',
        parts: [{ type: 'image', source: { kind: 'url', url: 'https://example.com/a.JPG?x=1' } }],
      },
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'a', name: 'run', input: 'ls', custom: true }] },
      {
        role: 'user',
        parts: [{ type: 'tool-result', callId: 'a', parts: [{ type: 'text', text: 'a.txt' }] }],
      },
    ],
  });
  expect(body['contents']).toEqual([
    {
      role: 'user',
      parts: [{ fileData: { fileUri: 'https://example.com/a.JPG?x=1', mimeType: 'image/jpeg' } }],
    },
    { role: 'model', parts: [{ functionCall: { id: 'a', name: 'run', args: { input: 'ls' } } }] },
    { role: 'user', parts: [{ functionResponse: { id: 'a', name: 'run', response: { result: 'a.txt' } } }] },
  ]);
  expect(body['toolConfig']).toEqual({ functionCallingConfig: { mode: 'ANY' } });
});

test('thoughts that have no seal go back where their call has one, for Gemini made both', () => {
  const thinking = { type: 'thinking', text: 'Hm' } as const;
  const call = { type: 'tool-call', id: 'a', name: 'one', input: '{}' } as const;
  const asAnswered = (...parts: Part[]) => {
    const messages = [...PLAIN.messages, { role: 'assistant', parts } as const];
    const { body, losses } = write({ ...PLAIN, messages });
    return { parts: (body['contents'] as { parts: unknown }[])[1]?.parts, losses };
  };
  const functionCall = { id: 'a', name: 'one', args: {} };
  const signature = { family: 'gemini', value: 'c2VhbA==' } as const;
  expect(asAnswered(thinking, { ...call, signature })).toEqual({
    parts: [
      { text: 'Hm', thought: true },
      { functionCall, thoughtSignature: 'c2VhbA==' },
    ],
    losses: [],
  });
  expect(asAnswered(thinking, call)).toEqual({ parts: [{ functionCall }], losses: ['thinking'] });
});

test("another family's thoughts are lost, and its calls get what stands for a seal where one is wanted", () => {
  const messages = [
    ...PLAIN.messages,
    {
      role: 'assistant',
      parts: [
        { type: 'thinking', text: 'Hm', signature: { family: 'claude', value: 'x' } },
        { type: 'tool-call', id: 'a', name: 'one', input: '{}' },
        { type: 'tool-call', id: 'b', name: 'one', input: '{}' },
      ],
    },
  ] as const;
  const { body, losses } = write({ ...PLAIN, messages }, 'gemini-3-pro');
  const parts = ['a', 'b'].map((id) => ({ functionCall: { id, name: 'one', args: {} } }));
  expect((body['contents'] as unknown[])[1]).toEqual({
    role: 'model',
    parts: [{ ...parts[0], thoughtSignature: 'skip_thought_signature_validator' }, parts[1]],
  });
  expect(losses).toEqual(['thinking']);
  expect((write({ ...PLAIN, messages }).body['contents'] as unknown[])[1]).toEqual({ role: 'model', parts });
});

test.each<[FailureKind, number, string]>([
  ['invalid', 400, 'INVALID_ARGUMENT'],
  ['unauthenticated', 401, 'UNAUTHENTICATED'],
  ['unpaid', 402, 'FAILED_PRECONDITION'],
  ['forbidden', 403, 'PERMISSION_DENIED'],
  ['missing', 404, 'NOT_FOUND'],
  ['tooLarge', 413, 'INVALID_ARGUMENT'],
  ['limited', 429, 'RESOURCE_EXHAUSTED'],
  ['internal', 500, 'INTERNAL'],
  ['upstream', 502, 'INTERNAL'],
  ['unavailable', 503, 'UNAVAILABLE'],
  ['timeout', 504, 'DEADLINE_EXCEEDED'],
  ['overloaded', 503, 'UNAVAILABLE'],
])('%s is a %d %s', (kind, code, status) => {
  expect(caller.writeFailure(new CallFailure(kind, 'No'), 'req_1')).toEqual({
    status: code,
    body: { error: { code, message: 'No', status } },
  });
});

test('a failure tells which field is wrong, and when to come again', () => {
  const { body } = caller.writeFailure(
    new CallFailure('limited', 'No', { field: 'contents', retryAfter: 3 }),
    'r',
  );
  expect(body).toMatchObject({
    error: { details: [{ fieldViolations: [{ field: 'contents' }] }, { retryDelay: '3s' }] },
  });
  expect(upstream.headers('k')).toEqual({ 'x-goog-api-key': 'k' });
});
