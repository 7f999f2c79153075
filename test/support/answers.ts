import { Losses } from '../../providers/llm/exchange/losses';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import type { AnswerContext, JsonObject, Protocol } from '../../providers/llm/protocols/protocol';
import { SseFrames } from '../../providers/llm/sse/frames';

/** What an answer to this request is written with. */
export function answerContext(body: JsonObject = {}): AnswerContext {
  return { id: 'Xy12', model: 'callers-model', created: 1_700_000_000, body, losses: new Losses() };
}

/** An answer as the bytes of a stream. */
export function streamed(
  protocol: Protocol,
  events: readonly ModelEvent[],
  context: AnswerContext = answerContext(),
): string {
  const writer = protocol.caller.streamWriter(context);
  return events.map((event) => writer.write(event)).join('') + writer.close();
}

/** The events in a stream that came in these chunks. */
export function readStream(protocol: Protocol, chunks: readonly (Buffer | string)[]): ModelEvent[] {
  const frames = new SseFrames();
  const reader = protocol.upstream.streamReader();
  const said = chunks
    .flatMap((chunk) => frames.push(Buffer.from(chunk)))
    .flatMap((frame) => reader.read(frame));
  const rest = frames.end();
  return [...said, ...(rest ? reader.read(rest) : []), ...reader.end()];
}

/** The chunks in a stream's frames, as JSON; `[DONE]` as its text. */
export function chunksOf(stream: string): unknown[] {
  return stream
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => frame.replace(/^data: /, ''))
    .map((data): unknown => (data === '[DONE]' ? data : JSON.parse(data)));
}
