import { Losses } from '../../providers/llm/exchange/losses';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import { SseFrames } from '../../providers/llm/sse/frames';
import type { JsonObject } from '../../providers/llm/protocols/protocol';

/** Calls whose caller and upstream both speak OpenAI Responses. */

const { upstream } = openaiResponses;

describe('a call that is passed through', () => {
  const raw = Buffer.from('{ "model": "fast", "input": "hi",\n "metadata": {"n": 9007199254740993} }');
  const pass = (model: string): ReturnType<typeof upstream.passThrough> =>
    upstream.passThrough({
      raw,
      body: JSON.parse(raw.toString()) as JsonObject,
      target: {},
      model,
      stream: true,
    });
  const completed =
    '{"type":"response.completed","sequence_number":9,"response":{"id":"resp_1","model":"gpt","status":"completed","metadata":{"n":9007199254740993},"output":[],"usage":{"input_tokens":2,"output_tokens":1}}}';
  const stream =
    `event: response.created\ndata: {"type":"response.created","response":{"id":"resp_1","model":"gpt"}}\n\n` +
    `event: response.output_text.delta\r\ndata: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"a \\"response\\" \\"model\\":\\"gpt\\""}\r\n\r\n` +
    `event: response.completed\ndata: ${completed}\n\n`;

  test('is the same bytes where the model has the same name', () => {
    const call = pass('fast');
    expect(call.path).toBe('/responses');
    expect(call.body).toBe(raw);
    const frames = new SseFrames().push(Buffer.from(stream)).map((frame) => call.frame(frame));
    expect(Buffer.concat(frames.map(({ bytes }) => Buffer.from(bytes ?? ''))).toString()).toBe(stream);
    expect(frames.flatMap(({ events }) => events).at(-2)).toMatchObject({ usage: { input: 2, output: 1 } });
    expect(call.end()).toEqual([]);
  });

  test('changes nothing but the name of the model where it has another one', () => {
    const call = pass('gpt');
    expect(call.body).toBe(raw.toString().replace('"fast"', '"gpt"'));
    const frames = new SseFrames().push(Buffer.from(stream)).map((frame) => call.frame(frame));
    const sent = Buffer.concat(frames.map(({ bytes }) => Buffer.from(bytes ?? ''))).toString();
    expect(sent).toBe(stream.replaceAll('"model":"gpt"', '"model":"fast"'));
    const whole = Buffer.from(
      '{"id":"resp_1","object":"response","model":"gpt", "output":[],"n":9007199254740993}',
    );
    expect(pass('gpt').answer(whole).bytes).toBe(whole.toString().replace('"gpt"', '"fast"'));
  });

  test("leaves out another upstream's thoughts, which OpenAI refuses", () => {
    const thought = { type: 'reasoning', id: 'rs_1', summary: [] };
    const own = [{ role: 'user', content: 'hi' }, thought, { ...thought, encrypted_content: 'gAAA' }];
    const foreign = { ...thought, encrypted_content: 'tl1.claude.c2VhbA==' };
    const body = { model: 'fast', input: [...own, foreign] };
    const losses = new Losses();
    const raw = Buffer.from(JSON.stringify(body));
    const call = upstream.passThrough({ raw, body, target: {}, model: 'fast', stream: false, losses });
    expect(JSON.parse(String(call.body))).toEqual({ model: 'fast', input: own });
    expect(losses.all).toEqual(['thinking']);
  });

  test('fails when it was cut', () => {
    const call = pass('fast');
    const [first] = new SseFrames().push(Buffer.from(stream));
    call.frame(first!);
    expect(() => call.end()).toThrow(/cut/);
  });
});
