import { CallFailure } from '../../providers/llm/exchange/failure';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import type { ModelRequest } from '../../providers/llm/exchange/request';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

/** Requests of OpenAI Responses, read from callers. */

const { caller } = openaiResponses;

const read = (body: JsonObject): ModelRequest => caller.readRequest({ model: 'm', ...body }, {});
const input = (...items: JsonObject[]): ModelRequest => read({ input: items });

function failure(body: JsonObject): CallFailure {
  try {
    caller.readRequest(body, {});
  } catch (error) {
    if (error instanceof CallFailure) return error;
    throw error;
  }
  throw new Error('The request was taken');
}

describe('what a caller sends', () => {
  test('is a string, or messages with or without their type', () => {
    expect(read({ input: 'hi' }).messages).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'hi' }] }]);
    expect(
      read({
        instructions: 'Be brief.',
        input: [
          { role: 'developer', content: 'In French.' },
          { role: 'user', content: 'hi' },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Salut' }] },
          { role: 'system', content: [{ type: 'input_text', text: 'Go on.' }] },
        ],
      }),
    ).toEqual({
      model: 'm',
      stream: false,
      tools: [],
      system: [
        { type: 'text', text: 'Be brief.' },
        { type: 'text', text: 'In French.' },
        { type: 'text', text: 'Go on.' },
      ],
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'hi' }] },
        { role: 'assistant', parts: [{ type: 'text', text: 'Salut' }] },
      ],
    });
  });

  test('may hold pictures, files and sounds', () => {
    const [message] = input({
      role: 'user',
      content: [
        { type: 'input_image', image_url: 'data:image/png;base64,iVBO', detail: 'low' },
        { type: 'input_image', image_url: 'https://example.com/a.png' },
        { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' },
        { type: 'input_file', file_url: 'https://example.com/b.pdf' },
        { type: 'input_audio', input_audio: { data: 'SUQz', format: 'mp3' } },
      ],
    }).messages;
    expect(message?.parts).toEqual([
      { type: 'image', source: { kind: 'data', mediaType: 'image/png', data: 'iVBO' }, detail: 'low' },
      { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' } },
      { type: 'file', name: 'a.pdf', source: { kind: 'data', mediaType: 'application/pdf', data: 'JVBE' } },
      { type: 'file', source: { kind: 'url', url: 'https://example.com/b.pdf' } },
      { type: 'audio', source: { kind: 'data', mediaType: 'audio/mpeg', data: 'SUQz' } },
    ]);
  });

  test('keeps calls with their results, and thoughts with their seals', () => {
    const { messages } = input(
      { role: 'user', content: 'look' },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'Hm' }],
        encrypted_content: 'E',
      },
      { type: 'reasoning', summary: [], encrypted_content: 'F' },
      { type: 'reasoning', summary: [], encrypted_content: 'tl1.gemini.G' },
      { type: 'function_call', call_id: 'a', name: 'look', arguments: '{"at":1}' },
      { type: 'custom_tool_call', call_id: 'b', name: 'patch', input: '*** Begin' },
      { type: 'function_call_output', call_id: 'a', output: 'sunny' },
      {
        type: 'custom_tool_call_output',
        call_id: 'b',
        output: [
          { type: 'input_text', text: 'done' },
          { type: 'input_image', image_url: 'data:image/png;base64,iV' },
        ],
      },
      { type: 'message', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
    );
    expect(messages).toEqual([
      { role: 'user', parts: [{ type: 'text', text: 'look' }] },
      {
        role: 'assistant',
        parts: [
          { type: 'thinking', text: 'Hm', signature: { family: 'openai', value: 'E' } },
          { type: 'thinking', text: '', signature: { family: 'openai', value: 'F' } },
          {
            type: 'tool-call',
            id: 'a',
            name: 'look',
            input: '{"at":1}',
            signature: { family: 'gemini', value: 'G' },
          },
          { type: 'tool-call', id: 'b', name: 'patch', input: '*** Begin', custom: true },
        ],
      },
      {
        role: 'user',
        parts: [
          { type: 'tool-result', callId: 'a', name: 'look', parts: [{ type: 'text', text: 'sunny' }] },
          {
            type: 'tool-result',
            callId: 'b',
            name: 'patch',
            custom: true,
            parts: [
              { type: 'text', text: 'done' },
              { type: 'image', source: { kind: 'data', mediaType: 'image/png', data: 'iV' } },
            ],
          },
        ],
      },
      { role: 'assistant', parts: [{ type: 'refusal', text: 'No.' }] },
    ]);
  });

  test.each([
    [
      { encrypted_content: 'tl1.claude.R', summary: [] },
      { text: '', redacted: true, signature: { family: 'claude', value: 'R' } },
    ],
    [
      { encrypted_content: 'tl1.claude.S', summary: [{ type: 'summary_text', text: '' }] },
      { text: '', signature: { family: 'claude', value: 'S' } },
    ],
    [
      { encrypted_content: 'tl1.gemini.T', summary: [] },
      { text: '', signature: { family: 'gemini', value: 'T' } },
    ],
    [{ summary: [], content: [{ type: 'reasoning_text', text: 'Raw' }] }, { text: 'Raw' }],
  ])('knows whose thoughts are whose: %j', (item, part) => {
    const { messages } = input({ type: 'reasoning', ...item }, { role: 'assistant', content: 'hi' });
    expect(messages[0]?.parts[0]).toEqual({ type: 'thinking', ...part });
  });

  test('may be limited and shaped', () => {
    expect(
      read({
        input: 'hi',
        stream: true,
        max_output_tokens: 9,
        temperature: 0,
        top_p: 0.5,
        parallel_tool_calls: false,
        reasoning: { effort: 'xhigh', summary: 'auto' },
        text: { format: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: true } },
        safety_identifier: 'u',
        tools: [
          { type: 'function', name: 'look', description: 'd', parameters: { type: 'object' }, strict: null },
          { type: 'custom', name: 'patch', format: { type: 'text' } },
          { type: 'web_search' },
        ],
        tool_choice: { type: 'custom', name: 'patch' },
      }),
    ).toMatchObject({
      stream: true,
      maxOutputTokens: 9,
      temperature: 0,
      topP: 0.5,
      parallelTools: false,
      reasoning: { effort: 'xhigh', visible: true },
      format: { type: 'json-schema', name: 'n', schema: { type: 'object' }, strict: true },
      user: 'u',
      tools: [
        { type: 'function', name: 'look', description: 'd', parameters: { type: 'object' } },
        { type: 'custom', name: 'patch', format: { type: 'text' } },
      ],
      toolChoice: { name: 'patch' },
    });
  });

  test('may allow only some of the tools', () => {
    const tools = ['look', 'add', 'sing'].map((name) => ({ type: 'function', name }));
    const allowed = { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'add' }] };
    expect(read({ input: 'hi', tools, tool_choice: allowed })).toMatchObject({
      toolChoice: 'required',
      tools: [{ name: 'add' }],
    });
  });

  test('may group its tools, in the request or on the way', () => {
    const long = 'a'.repeat(60);
    const group = (name: string, tool: string): JsonObject => ({
      type: 'namespace',
      name,
      tools: [{ type: 'function', name: tool }, { type: 'mcp' }],
    });
    const { tools, messages, toolChoice } = read({
      tools: [group('mcp__files__', 'open'), group('web', 'open'), group('files', long)],
      tool_choice: { type: 'function', name: 'open' },
      input: [
        { type: 'additional_tools', role: 'developer', tools: [group('late', 'open')] },
        { type: 'function_call', call_id: 'c', namespace: 'files', name: long, arguments: '{}' },
      ],
    });
    const names = tools.map(({ name }) => name);
    expect(names).toHaveLength(4);
    expect(names).toEqual(expect.arrayContaining(['mcp__files__open', 'web__open', 'late__open']));
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(64);
    expect(messages[0]?.parts[0]).toMatchObject({ name: names[2] });
    expect(toolChoice).toEqual({ name: 'mcp__files__open' });
  });

  test.each([
    [{}, 'model'],
    [{ model: '', input: 'hi' }, 'model'],
    [{ model: 'm' }, 'input'],
    [{ model: 'm', input: [] }, 'input'],
    [{ model: 'm', input: 7 }, 'input'],
    [{ model: 'm', input: ['hi'] }, 'input[0]'],
    [{ model: 'm', input: [{ role: 'tool', content: 'hi' }] }, 'input[0].role'],
    [{ model: 'm', input: [{ role: 'user' }] }, 'input[0].content'],
    [{ model: 'm', input: [{ role: 'user', content: [{ type: 'song' }] }] }, 'input[0].content[0]'],
    [
      { model: 'm', input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }] },
      'input[0].content[0]',
    ],
    [{ model: 'm', input: [{ type: 'function_call', name: 'a', arguments: '{}' }] }, 'input[0].call_id'],
    [{ model: 'm', input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input[0]'],
    [{ model: 'm', input: [{ id: 'msg_1' }] }, 'input[0]'],
    [{ model: 'm', input: 'hi', previous_response_id: 'resp_1' }, 'previous_response_id'],
    [{ model: 'm', input: 'hi', conversation: { id: 'conv_1' } }, 'conversation'],
    [{ model: 'm', input: 'hi', background: true }, 'background'],
    [{ model: 'm', input: 'hi', max_output_tokens: 0 }, 'max_output_tokens'],
    [{ model: 'm', input: 'hi', temperature: 'hot' }, 'temperature'],
    [{ model: 'm', input: 'hi', stream: 'yes' }, 'stream'],
    [{ model: 'm', input: 'hi', reasoning: { effort: 'huge' } }, 'reasoning.effort'],
    [{ model: 'm', input: 'hi', tools: [{ type: 'function' }] }, 'tools[0].name'],
    [{ model: 'm', input: 'hi', tool_choice: { type: 'function', name: 'x' } }, 'tool_choice'],
    [{ model: 'm', input: 'hi', text: { format: { type: 'json_schema' } } }, 'text.format.schema'],
  ])('is refused where it makes no sense: %j', (body, field) => {
    expect(failure(body)).toMatchObject({ kind: 'invalid', field });
  });

  test('that needs what was kept is told to send the conversation', () => {
    expect(failure({ model: 'm', input: 'hi', previous_response_id: 'resp_1' }).message).toMatch(
      /whole conversation/,
    );
  });

  test('is reported where nothing carries it', () => {
    expect(
      caller.uncarried?.({
        model: 'm',
        input: [
          { type: 'web_search_call', id: 'ws' },
          { role: 'user', content: 'hi' },
        ],
        store: true,
        truncation: 'auto',
        service_tier: 'auto',
        metadata: {},
        top_logprobs: 0,
        prompt_cache_key: 'k',
        include: ['reasoning.encrypted_content', 'file_search_call.results'],
        text: { verbosity: 'low' },
        reasoning: { effort: 'low', context: 'auto' },
        tools: [{ type: 'function', name: 'a' }, { type: 'local_shell' }, { type: 'image_generation' }],
        tool_choice: { type: 'image_generation' },
      }),
    ).toEqual([
      'store',
      'truncation',
      'prompt_cache_key',
      'text.verbosity',
      'reasoning.context',
      'include.file_search_call.results',
      'tools.local_shell',
      'tools.image_generation',
      'input.web_search_call',
      'tool_choice',
    ]);
    expect(caller.uncarried?.({ model: 'm', input: 'hi', store: false, user: 'u' })).toEqual([]);
  });
});
