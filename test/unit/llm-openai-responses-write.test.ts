import fc from 'fast-check';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import type { ModelRequest, Part } from '../../providers/llm/exchange/request';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

/** Requests of OpenAI Responses as upstreams get them, and failures in its words. */

const { caller, upstream } = openaiResponses;

function written(request: ModelRequest): { body: JsonObject; losses: readonly string[] } {
  const losses = new Losses();
  const { path, body } = upstream.writeRequest(request, request.model, losses);
  expect(path).toBe('/responses');
  return { body, losses: losses.all };
}

const plain = (...parts: Part[]): ModelRequest => ({
  model: 'm',
  stream: false,
  system: [],
  messages: [{ role: 'assistant', parts }],
  tools: [],
});

describe('what an upstream gets', () => {
  test('is what the caller sent, where it is carried', () => {
    const words = fc.constantFrom('hi', '你好 😀', '{"a":1}', 'a\n\nb');
    const message = fc.oneof(
      fc.record({
        type: fc.constant('message'),
        role: fc.constant('user'),
        content: fc.array(
          fc.oneof(
            words.map((text) => ({ type: 'input_text', text })),
            fc.constant({ type: 'input_image', image_url: 'data:image/png;base64,iVBO', detail: 'high' }),
            fc.constant({
              type: 'input_file',
              filename: 'a.pdf',
              file_data: 'data:application/pdf;base64,JVBE',
            }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      fc.record({
        type: fc.constant('reasoning'),
        summary: words.map((text) => [{ type: 'summary_text', text }]),
        encrypted_content: words,
      }),
      fc.record({ type: fc.constant('function_call'), call_id: fc.uuid(), name: words, arguments: words }),
      fc.record({ type: fc.constant('custom_tool_call'), call_id: fc.uuid(), name: words, input: words }),
      fc.record({ type: fc.constant('function_call_output'), call_id: fc.uuid(), output: words }),
      fc.record({ type: fc.constant('custom_tool_call_output'), call_id: fc.uuid(), output: words }),
    );
    const body = fc.record(
      {
        model: fc.constant('m'),
        instructions: words,
        input: fc.array(message, { minLength: 1, maxLength: 8 }),
        tools: fc.constant([
          { type: 'function', name: 'look', description: 'd', parameters: { type: 'object' }, strict: true },
          { type: 'custom', name: 'patch', format: { type: 'text' } },
        ]),
        parallel_tool_calls: fc.boolean(),
        max_output_tokens: fc.integer({ min: 1, max: 9999 }),
        temperature: fc.constantFrom(0, 0.5, 2),
        top_p: fc.constantFrom(0.1, 1),
        text: fc.constantFrom(
          { format: { type: 'json_object' } },
          { format: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: false } },
        ),
        user: fc.constant('someone'),
        tool_choice: fc.constantFrom('auto', 'none', 'required'),
        stream: fc.constant(true),
        store: fc.constant(false),
      },
      { requiredKeys: ['model', 'input', 'store'] },
    );
    fc.assert(
      fc.property(body, (sent) => {
        const { body: got, losses } = written(caller.readRequest(sent, {}));
        const { include, ...rest } = got;
        expect(rest).toEqual(sent);
        const thinks = sent.input.some(({ type }) => type === 'reasoning');
        expect(include).toEqual(thinks ? ['reasoning.encrypted_content'] : undefined);
        expect(losses).toEqual([]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('asks for the thoughts encrypted where the model is to think', () => {
    const { body, losses } = written({ ...plain(), reasoning: { budgetTokens: 4096, visible: true } });
    expect(body).toMatchObject({
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { effort: 'medium', summary: 'auto' },
    });
    expect(losses).toEqual(['reasoning.budget_tokens']);
    expect(written({ ...plain(), reasoning: { effort: 'none' } }).body['include']).toBeUndefined();
  });

  test('holds thoughts of its own family only, before what followed them', () => {
    const { body, losses } = written(
      plain(
        { type: 'thinking', text: 'Hm', signature: { family: 'claude', value: 'C' } },
        { type: 'thinking', text: 'Ah', signature: { family: 'openai', value: 'O' } },
        {
          type: 'tool-call',
          id: 'a',
          name: 'look',
          input: '{}',
          signature: { family: 'openai', value: 'P' },
        },
      ),
    );
    expect(body['input']).toEqual([
      { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Ah' }], encrypted_content: 'O' },
      { type: 'reasoning', summary: [], encrypted_content: 'P' },
      { type: 'function_call', call_id: 'a', name: 'look', arguments: '{}' },
    ]);
    expect(losses).toEqual(['thinking']);
  });

  test('names what it has no words for', () => {
    const { losses } = written({
      ...plain(
        { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' } },
        {
          type: 'tool-call',
          id: 'a',
          name: 'look',
          input: '{}',
          signature: { family: 'gemini', value: 'G' },
        },
      ),
      system: [{ type: 'text', text: 's', cache: '5m' }],
      topK: 3,
      stop: ['x'],
      seed: 1,
      presencePenalty: 0,
      frequencyPenalty: 1,
    });
    expect([...losses].sort()).toEqual([
      ...['cache_control', 'frequency_penalty', 'messages.image', 'messages.tool_call.signature'],
      ...['presence_penalty', 'seed', 'stop', 'top_k'],
    ]);
  });

  test('says of every function whether it is strict, and of a choice what kind it is', () => {
    const { body } = written({
      ...plain(),
      tools: [
        { type: 'function', name: 'look' },
        { type: 'custom', name: 'patch' },
      ],
      toolChoice: { name: 'patch' },
    });
    expect(body['tools']).toEqual([
      { type: 'function', name: 'look', parameters: { type: 'object', properties: {} }, strict: false },
      { type: 'custom', name: 'patch' },
    ]);
    expect(body['tool_choice']).toEqual({ type: 'custom', name: 'patch' });
    expect(upstream.headers('k')).toEqual({ authorization: 'Bearer k' });
  });
});

describe('a failure', () => {
  test.each([
    ['invalid', 400, 'invalid_request_error', null],
    ['unauthenticated', 401, 'authentication_error', 'invalid_api_key'],
    ['unpaid', 402, 'insufficient_quota', 'insufficient_quota'],
    ['forbidden', 403, 'permission_error', null],
    ['missing', 404, 'invalid_request_error', 'model_not_found'],
    ['limited', 429, 'rate_limit_error', 'rate_limit_exceeded'],
    ['overloaded', 503, 'server_error', null],
    ['timeout', 504, 'server_error', null],
  ] as const)('that is %s has the status %d', (kind, status, type, code) => {
    const written = caller.writeFailure(new CallFailure(kind, 'Oh', { field: 'input' }), 'req_1');
    expect(written).toEqual({ status, body: { error: { message: 'Oh', type, param: 'input', code } } });
  });

  test.each([
    [{ error: { message: 'Oh', code: 'x' } }, { message: 'Oh', code: 'x' }],
    [{ error: 'Oh' }, { message: 'Oh' }],
    [{ detail: 'Oh' }, { message: 'Oh' }],
    [{ message: 'Oh' }, { message: 'Oh' }],
  ])('of an upstream is read: %j', (body, complaint) => {
    expect(upstream.readFailure(body)).toEqual(complaint);
  });
});
