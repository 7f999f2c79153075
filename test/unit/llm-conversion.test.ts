import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import { protocols } from '../../providers/llm/protocols';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { SseFrames } from '../../providers/llm/sse/frames';
import { passingThrough } from '../../providers/llm/upstream/conversion';

test('a stream of Responses that breaks off ends with the number after those that were passed on', () => {
  const body: JsonObject = { model: 'fast', input: 'hi', stream: true };
  const raw = Buffer.from(JSON.stringify(body));
  const request = { protocol: protocols['openai-responses'], raw, body, target: {}, stream: true };
  const context = { id: '1', model: 'fast', created: 1, body, losses: new Losses() };
  const conversion = passingThrough(request, 'fast', context);
  const events = ['created', 'in_progress', 'output_item.added', 'content_part.added', 'output_text.delta'];
  const sent = events
    .map((name, at) => ({ type: `response.${name}`, sequence_number: at, output_index: 0, content_index: 0 }))
    .map((event) => ({ ...event, response: { id: 'resp_1', model: 'fast' }, item: { type: 'message' } }))
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, delta: 'a' })}\n\n`)
    .join(': a comment is no event\n\n');
  for (const frame of new SseFrames().push(Buffer.from(sent))) conversion.frame(frame);

  const last = conversion.fail(new CallFailure('upstream', 'It broke off.'), 'request');
  const [failed] = new SseFrames().push(Buffer.from(last));
  expect(failed?.event).toBe('response.failed');
  expect(JSON.parse(failed?.data ?? '')).toMatchObject({ sequence_number: 5, response: { id: 'resp_1' } });
});
