import type { ChatModel } from './chat-model';
import { chatOverEvents } from './chat-over-events';
import { DEMO_MODEL, demoAnswer } from './demo/demo-answer';
import type { ModelEvent } from './exchange/events';
import type { ModelRequest } from './exchange/request';

/** The demo model as a `ChatModel`. Whatever it makes is marked `demo`. */
export function demoModel(): ChatModel {
  const events = (request: ModelRequest, signal: AbortSignal) => inTurns(demoAnswer(request), signal);
  return chatOverEvents({ name: DEMO_MODEL, isDemo: true, events, maxRetries: 0 });
}

/** Lets other work of the process run between two events, and the caller abort. */
export async function* inTurns(
  events: Iterable<ModelEvent>,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  for (const event of events) {
    signal.throwIfAborted();
    yield event;
    await new Promise(setImmediate);
  }
  signal.throwIfAborted();
}
