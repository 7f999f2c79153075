import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import { framesOf, readFrames, saidIn } from '../support/responses-events';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import type { SseFrame } from '../../providers/llm/sse/frames';

/** What upstreams of OpenAI Responses may send, and when a call with one fails. */

const { upstream } = openaiResponses;

describe('an upstream', () => {
  const frame = (body: unknown): SseFrame => framesOf(`data: ${JSON.stringify(body)}\n\n`)[0]!;
  const readAll = (...bodies: unknown[]): ModelEvent[] => readFrames(bodies.map(frame));
  const completed = {
    type: 'response.completed',
    response: { id: 'resp_1', model: 'm', status: 'completed' },
  };

  test('may send what nobody knows, and texts that come only whole', () => {
    const said = saidIn(
      readAll(
        { type: 'response.created', response: { id: 'resp_1', model: 'm', created_at: 5 } },
        { type: 'keepalive' },
        { type: 'response.output_item.added', output_index: 0, item: { type: 'web_search_call', id: 'ws' } },
        { type: 'response.web_search_call.searching', output_index: 0 },
        { type: 'response.output_item.done', output_index: 0, item: { type: 'web_search_call', id: 'ws' } },
        {
          type: 'response.output_item.done',
          output_index: 1,
          item: { type: 'message', content: [{ type: 'output_text', text: 'Hello' }, { type: 'song' }] },
        },
        {
          type: 'response.output_item.done',
          output_index: 2,
          item: { type: 'function_call', call_id: 'c', name: 'look', arguments: '{}' },
        },
        completed,
      ),
    );
    expect(said).toEqual({
      blocks: [
        { block: { kind: 'text' }, text: 'Hello' },
        { block: { kind: 'tool', id: 'c', name: 'look' }, text: '{}' },
      ],
      reason: 'tools',
      usage: undefined,
    });
  });

  test('may send only its last event, or deltas of an item that it never announced', () => {
    const output = [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }];
    const once = readAll({ type: 'response.completed', response: { ...completed.response, output } });
    expect(saidIn(once).blocks).toEqual([{ block: { kind: 'text' }, text: 'Hello' }]);
    const stray = readAll({ type: 'response.output_text.delta', delta: 'Hi', item_id: 'msg_1' }, completed);
    expect(stray.map(({ type }) => type)).toEqual(['start', 'block-start', 'delta', 'block-end', 'end']);
  });

  test('sums up a summary of several parts', () => {
    const at = { output_index: 0, item_id: 'rs' };
    const said = saidIn(
      readAll(
        { type: 'response.output_item.added', ...at, item: { type: 'reasoning', id: 'rs', summary: [] } },
        { type: 'response.reasoning_summary_text.delta', ...at, summary_index: 0, delta: 'One' },
        { type: 'response.reasoning_summary_text.delta', ...at, summary_index: 1, delta: 'Two' },
        {
          type: 'response.output_item.done',
          ...at,
          item: {
            type: 'reasoning',
            id: 'rs',
            summary: [{ text: 'One' }, { text: 'Two' }],
            encrypted_content: 'E',
          },
        },
        completed,
      ),
    );
    expect(said.blocks).toEqual([
      { block: { kind: 'thinking' }, text: 'One\n\nTwo', signature: { family: 'openai', value: 'E' } },
    ]);
  });

  test.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'filter'],
  ])('that stopped at %s still says what it used', (cause, reason) => {
    const events = readAll({
      type: 'response.incomplete',
      response: {
        status: 'incomplete',
        incomplete_details: { reason: cause },
        output: [],
        usage: {
          input_tokens: 9,
          output_tokens: 4,
          input_tokens_details: { cached_tokens: 2, cache_write_tokens: 3 },
        },
      },
    });
    expect(saidIn(events)).toMatchObject({
      reason,
      usage: { input: 9, output: 4, cacheRead: 2, cacheWrite5m: 3 },
    });
  });

  test.each([
    [{ input_tokens: -1, output_tokens: 4 }],
    [{ input_tokens: 1.5, output_tokens: 4 }],
    [{ input_tokens: 3e9, output_tokens: 4 }],
    [{ input_tokens: 3 }],
    [{ input_tokens: 3, output_tokens: 4, output_tokens_details: { reasoning_tokens: -4 } }],
    ['many'],
  ])('has said nothing of its use when it says nonsense: %j', (usage) => {
    const events = readAll({
      type: 'response.completed',
      response: { status: 'completed', output: [], usage },
    });
    expect(events.map(({ type }) => type)).toEqual(['start', 'end']);
  });

  test.each([
    [{ type: 'response.failed', response: { error: { code: 'server_error', message: 'Oh' } } }, true, 500],
    [
      { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded', message: 'Oh' } } },
      true,
      429,
    ],
    [
      { type: 'response.failed', response: { error: { code: 'invalid_prompt', message: 'Oh' } } },
      false,
      undefined,
    ],
    [{ type: 'error', code: null, message: 'Oh', param: null }, true, undefined],
    [
      { type: 'error', error: { type: 'invalid_request_error', message: 'Oh sk-secretsecret' } },
      false,
      undefined,
    ],
  ])('that fails within its stream fails the call: %j', (event, retryable, status) => {
    const failure = thrownBy(() => readAll(event));
    expect(failure).toMatchObject({ name: 'UpstreamFailure', retryable, status });
    expect(String(failure)).toContain('Oh');
    expect(String(failure)).not.toContain('secretsecret');
  });

  test('that goes silent before its last event was cut, and a frame must be JSON', () => {
    expect(thrownBy(() => readAll({ type: 'response.created', response: {} }))).toMatchObject({
      name: 'UpstreamFailure',
      retryable: true,
    });
    expect(thrownBy(() => readFrames(framesOf('data: {"type":\n\n')))).toMatchObject({
      name: 'UpstreamFailure',
    });
  });

  test.each([
    [{ object: 'response', status: 'failed', output: [], error: { code: 'server_error', message: 'Oh' } }],
    [{ error: { message: 'No such model', type: 'invalid_request_error' } }],
    [{ object: 'chat.completion', choices: [] }],
    ['hello'],
    [null],
  ])('whose whole answer is no answer fails the call: %j', (body) => {
    expect(thrownBy(() => upstream.readAnswer(body))).toMatchObject({ name: 'UpstreamFailure' });
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}
