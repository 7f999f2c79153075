import { sseFrame } from '../../sse/frames';
import { asObject } from '../json';
import { responseError } from './failures';
import { ResponseWriter } from './response-writer';
import type { ModelEvent } from '../../exchange/events';
import type { AnswerContext, JsonObject, StreamWriter } from '../protocol';

/** The whole answer: what a stream of the same events would hold in its last one. */
export function writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject {
  const writer = new ResponseWriter(context);
  const last = events.flatMap((event) => writer.write(event)).at(-1);
  return asObject(last?.['response']) ?? writer.response({ status: 'incomplete' });
}

/** Frames whose `event` is the `type` of their data. There is no `[DONE]`: the response's last event ends it. */
export function streamWriter(context: AnswerContext): StreamWriter {
  const writer = new ResponseWriter(context);
  const frames = (events: readonly JsonObject[]): string =>
    events.map((event) => sseFrame(JSON.stringify(event), event['type'] as string)).join('');
  return {
    write: (event) => frames(writer.write(event)),
    close: () => '',
    continueAfter: (passed) => writer.countFrom(passed),
    fail: (failure) => frames(writer.fail(responseError(failure))),
  };
}
