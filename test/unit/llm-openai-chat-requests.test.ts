import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import type { Message, ModelRequest } from '../../providers/llm/exchange/request';
import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

const { readRequest, uncarried } = openAiChat.caller;
const HELLO = { role: 'user', content: 'Hello' };

function read(body: JsonObject): ModelRequest {
  return readRequest({ model: 'm', messages: [HELLO], ...body }, {});
}

function messagesOf(...messages: readonly object[]): readonly Message[] {
  return read({ messages }).messages;
}

function written(request: Partial<ModelRequest>): { body: JsonObject; losses: readonly string[] } {
  const losses = new Losses();
  const whole = { model: 'm', stream: false, system: [], messages: [], tools: [], ...request };
  const { body, path } = openAiChat.upstream.writeRequest(whole, 'upstreams-model', losses);
  expect(path).toBe('/chat/completions');
  return { body, losses: losses.all };
}

test('all that the neutral request has is read', () => {
  const schema = { type: 'object', properties: { a: { type: 'number' } } };
  const request = read({
    stream: true,
    max_tokens: 5,
    max_completion_tokens: 9,
    temperature: 0.5,
    top_p: 0.9,
    stop: 'END',
    seed: 7,
    presence_penalty: 1,
    frequency_penalty: -1,
    reasoning_effort: 'high',
    user: 'u-1',
    parallel_tool_calls: false,
    tools: [
      { type: 'function', function: { name: 'add', description: 'Adds', parameters: schema, strict: true } },
      { type: 'custom', custom: { name: 'patch', format: { type: 'text' } } },
    ],
    tool_choice: { type: 'function', function: { name: 'add' } },
    response_format: { type: 'json_schema', json_schema: { name: 'sum', schema, strict: true } },
    messages: [
      { role: 'system', content: 'Be brief.' },
      HELLO,
      { role: 'developer', content: [{ type: 'text', text: 'Be kind.' }] },
    ],
    logit_bias: null,
  });
  expect(request).toEqual({
    model: 'm',
    stream: true,
    system: [
      { type: 'text', text: 'Be brief.' },
      { type: 'text', text: 'Be kind.' },
    ],
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
    tools: [
      { type: 'function', name: 'add', description: 'Adds', parameters: schema, strict: true },
      { type: 'custom', name: 'patch', format: { type: 'text' } },
    ],
    toolChoice: { name: 'add' },
    parallelTools: false,
    maxOutputTokens: 9,
    temperature: 0.5,
    topP: 0.9,
    stop: ['END'],
    seed: 7,
    presencePenalty: 1,
    frequencyPenalty: -1,
    reasoning: { effort: 'high' },
    format: { type: 'json-schema', name: 'sum', schema, strict: true },
    user: 'u-1',
  });
});

test.each<[string, object, object[]]>([
  [
    'a picture in bytes',
    { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBO', detail: 'low' } },
    [{ type: 'image', source: { kind: 'data', mediaType: 'image/png', data: 'iVBO' }, detail: 'low' }],
  ],
  [
    'a picture elsewhere',
    { type: 'image_url', image_url: { url: 'https://a.test/b.png' } },
    [{ type: 'image', source: { kind: 'url', url: 'https://a.test/b.png' } }],
  ],
  [
    'a picture as text',
    { type: 'image_url', image_url: { url: 'data:image/svg+xml,%3Csvg/%3E' } },
    [{ type: 'image', source: { kind: 'data', mediaType: 'image/svg+xml', data: 'PHN2Zy8+' } }],
  ],
  [
    'sound',
    { type: 'input_audio', input_audio: { data: 'UklG', format: 'mp3' } },
    [{ type: 'audio', source: { kind: 'data', mediaType: 'audio/mpeg', data: 'UklG' } }],
  ],
  [
    'a file',
    { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
    [{ type: 'file', source: { kind: 'data', mediaType: 'application/pdf', data: 'JVBE' }, name: 'a.pdf' }],
  ],
  [
    'a file in bare base64',
    { type: 'file', file: { file_data: 'JVBE' } },
    [{ type: 'file', source: { kind: 'data', mediaType: 'application/pdf', data: 'JVBE' } }],
  ],
  [
    'text to keep in a cache',
    { type: 'text', text: 'Long', cache_control: { type: 'ephemeral', ttl: '1h' } },
    [{ type: 'text', text: 'Long', cache: '1h' }],
  ],
])('%s is read', (_what, part, parts) => {
  expect(messagesOf({ role: 'user', content: [part] })).toEqual([{ role: 'user', parts }]);
});

test('calls and their results are read, parallel results as one message', () => {
  const call = (id: string, name: string) => ({ id, type: 'function', function: { name, arguments: '{}' } });
  const messages = messagesOf(
    HELLO,
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        { ...call('a', 'add'), extra_content: { google: { thought_signature: 'R2Vt' } } },
        { id: 'b', type: 'custom', custom: { name: 'patch', input: '***' } },
      ],
    },
    { role: 'tool', tool_call_id: 'a', content: '3' },
    { role: 'tool', tool_call_id: 'b', content: [{ type: 'text', text: 'done' }] },
    HELLO,
  );
  const signature = { family: 'gemini', value: 'R2Vt' };
  expect(messages.slice(1)).toEqual([
    {
      role: 'assistant',
      parts: [
        { type: 'tool-call', id: 'a', name: 'add', input: '{}', signature },
        { type: 'tool-call', id: 'b', name: 'patch', input: '***', custom: true },
      ],
    },
    {
      role: 'user',
      parts: [
        { type: 'tool-result', callId: 'a', name: 'add', parts: [{ type: 'text', text: '3' }] },
        {
          type: 'tool-result',
          callId: 'b',
          name: 'patch',
          parts: [{ type: 'text', text: 'done' }],
          custom: true,
        },
      ],
    },
    { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
  ]);
});

test('functions, as they were before tools, are read as tools', () => {
  const request = read({
    functions: [{ name: 'add', parameters: {} }],
    function_call: { name: 'add' },
    messages: [
      HELLO,
      { role: 'assistant', content: null, function_call: { name: 'add', arguments: '{"a":1}' } },
      { role: 'function', name: 'add', content: '1' },
    ],
  });
  expect(request).toMatchObject({
    tools: [{ type: 'function', name: 'add', parameters: {} }],
    toolChoice: { name: 'add' },
    parallelTools: false,
  });
  const [, asked, answered] = request.messages;
  const [call] = asked?.parts ?? [];
  expect(call).toMatchObject({ type: 'tool-call', name: 'add', input: '{"a":1}' });
  expect(answered?.parts).toEqual([
    {
      type: 'tool-result',
      callId: call?.type === 'tool-call' && call.id,
      name: 'add',
      parts: [{ type: 'text', text: '1' }],
    },
  ]);
});

test('thoughts are read with their seals, whoever wrote them so', () => {
  const details = [
    {
      type: 'reasoning.text',
      text: 'ours',
      signature: 'tl1.claude.EqoB',
      format: 'anthropic-claude-v1',
      index: 0,
    },
    { type: 'reasoning.text', text: 'OpenR', format: 'google-gemini-v1', index: 1 },
    { type: 'reasoning.text', text: "outer's", signature: 'R2Vt', format: 'google-gemini-v1', index: 1 },
    { type: 'reasoning.encrypted', data: 'EmwK', format: 'anthropic-claude-v1', index: 2 },
    { type: 'reasoning.encrypted', data: 'gAAA', format: 'openai-responses-v1', index: 3 },
    { type: 'reasoning.text', text: 'of nobody we know', signature: 'x', format: 'unknown', index: 4 },
  ];
  const [, both, plain] = messagesOf(
    HELLO,
    { role: 'assistant', content: 'Hi', reasoning_content: 'oursOpenRouter', reasoning_details: details },
    { role: 'assistant', content: 'Hi', reasoning_content: 'plain' },
  );
  expect(both?.parts).toEqual([
    { type: 'thinking', text: 'ours', signature: { family: 'claude', value: 'EqoB' } },
    { type: 'thinking', text: "OpenRouter's", signature: { family: 'gemini', value: 'R2Vt' } },
    { type: 'thinking', text: '', signature: { family: 'claude', value: 'EmwK' }, redacted: true },
    { type: 'thinking', text: '', signature: { family: 'openai', value: 'gAAA' } },
    { type: 'thinking', text: 'of nobody we know' },
    { type: 'text', text: 'Hi' },
  ]);
  expect(plain?.parts[0]).toEqual({ type: 'thinking', text: 'plain' });
});

test.each<[JsonObject, string]>([
  [{ model: undefined }, 'model'],
  [{ model: 7 }, 'model'],
  [{ model: '' }, 'model'],
  [{ messages: undefined }, 'messages'],
  [{ messages: [] }, 'messages'],
  [{ messages: 'Hello' }, 'messages'],
  [{ messages: ['Hello'] }, 'messages[0]'],
  [{ messages: [HELLO, { role: 'robot', content: 'x' }] }, 'messages[1].role'],
  [{ messages: [{ content: 'x' }] }, 'messages[0].role'],
  [{ messages: [{ role: 'user' }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: 7 }] }, 'messages[0].content'],
  [{ messages: [{ role: 'assistant', content: null }] }, 'messages[0].content'],
  [{ messages: [{ role: 'user', content: [{ type: 'film' }] }] }, 'messages[0].content[0].type'],
  [{ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }, 'messages[0].content[0].image_url'],
  [
    { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] },
    'messages[0].content[0].file.file_id',
  ],
  [{ messages: [{ role: 'system', content: [{ type: 'refusal', refusal: 'x' }] }] }, 'messages[0].content'],
  [{ messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
  [{ messages: [{ role: 'function', name: 'f', content: 'x' }] }, 'messages[0].name'],
  [
    { messages: [{ role: 'assistant', tool_calls: [{ id: 'a', function: { name: 'f' } }] }] },
    'messages[0].tool_calls[0].function.arguments',
  ],
  [{ tools: [{ type: 'function', function: {} }] }, 'tools[0].function.name'],
  [{ tool_choice: 'sometimes' }, 'tool_choice'],
  [{ tool_choice: { type: 'function' } }, 'tool_choice.function'],
  [{ temperature: 'hot' }, 'temperature'],
  [{ max_tokens: 1.5 }, 'max_tokens'],
  [{ max_completion_tokens: 0 }, 'max_completion_tokens'],
  [{ stop: [1] }, 'stop'],
  [{ n: 2 }, 'n'],
  [{ stream: 'yes' }, 'stream'],
  [{ reasoning_effort: 'extreme' }, 'reasoning_effort'],
  [{ response_format: { type: 'json_schema' } }, 'response_format.json_schema'],
])('a request is refused that is wrong in a field: %j', (body, field) => {
  const failure = (): unknown => {
    try {
      return read(body);
    } catch (error) {
      return error;
    }
  };
  expect(failure()).toBeInstanceOf(CallFailure);
  expect(failure()).toMatchObject({ kind: 'invalid', field, message: expect.stringContaining(field) });
});

test('what a translation cannot carry is named, and nothing else', () => {
  const carried = {
    model: 'm',
    messages: [HELLO],
    n: 1,
    logprobs: false,
    store: null,
    modalities: ['text'],
    stream_options: {},
  };
  expect(uncarried?.(carried)).toEqual([]);
  const body = {
    ...carried,
    messages: [
      { ...HELLO, name: 'Ann' },
      { role: 'assistant', audio: { id: 'a' } },
    ],
    logprobs: true,
    modalities: ['text', 'audio'],
    audio: { voice: 'alloy', format: 'mp3' },
    logit_bias: { 50256: -100 },
    metadata: { a: 'b' },
    service_tier: 'flex',
    web_search_options: {},
    tools: [{ type: 'web_search' }],
    tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'auto', tools: [] } },
    user: 'a',
    safety_identifier: 'b',
  };
  expect(uncarried?.(body)).toEqual([
    'logprobs',
    'modalities',
    'audio',
    'logit_bias',
    'metadata',
    'service_tier',
    'web_search_options',
    'messages.name',
    'messages.audio',
    'tools.web_search',
    'tool_choice.allowed_tools',
    'safety_identifier',
  ]);
});

test('what other protocols say is written in the words of this one', () => {
  const image = {
    type: 'image' as const,
    source: { kind: 'data' as const, mediaType: 'image/png', data: 'iVBO' },
  };
  const { body, losses } = written({
    system: [
      { type: 'text', text: 'Be brief.', cache: '5m' },
      { type: 'text', text: 'Be kind.' },
    ],
    topK: 4,
    reasoning: { budgetTokens: 4096 },
    messages: [
      {
        role: 'user',
        parts: [
          { type: 'tool-result', callId: 'a', parts: [{ type: 'text', text: 'seen' }, image], isError: true },
          { type: 'file', source: { kind: 'data', mediaType: 'text/plain', data: 'SGk=' } },
          { type: 'file', source: { kind: 'url', url: 'https://a.test/b.pdf' } },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'thinking', text: 'Hm', signature: { family: 'claude', value: 'EqoB' } },
          { type: 'tool-call', id: 'b', name: 'f', input: '', signature: { family: 'claude', value: 'x' } },
        ],
      },
    ],
  });
  expect(body).toEqual({
    model: 'upstreams-model',
    reasoning_effort: 'medium',
    messages: [
      { role: 'system', content: 'Be brief.\n\nBe kind.' },
      { role: 'tool', tool_call_id: 'a', content: 'seen' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'From the result of the tool call a:' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBO' } },
          { type: 'text', text: 'Hi' },
        ],
      },
      {
        role: 'assistant',
        content: null,
        reasoning_details: [
          { type: 'reasoning.text', text: 'Hm', signature: 'EqoB', format: 'anthropic-claude-v1', index: 0 },
        ],
        tool_calls: [{ id: 'b', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
    ],
  });
  expect([...losses].sort()).toEqual([
    'cache_control',
    'messages.file',
    'messages.tool_call.signature',
    'messages.tool_result.is_error',
    'reasoning.budget_tokens',
    'top_k',
  ]);
});

test('a key goes as a bearer token, and none where there is none', () => {
  expect(openAiChat.upstream.headers('sk-1')).toEqual({ authorization: 'Bearer sk-1' });
  expect(openAiChat.upstream.headers('')).toEqual({});
});
