import { DEMO_MODEL, demoAnswer } from './demo/demo-answer';
import type { ChatAnswer, ChatDelta, ChatModel, ChatRequest } from './chat-model';
import type { ModelEvent } from './exchange/events';
import type { ModelRequest } from './exchange/request';

/** The demo model as a `ChatModel`. Whatever it makes is marked `demo`. */
export function demoModel(): ChatModel {
  return {
    name: DEMO_MODEL,
    isDemo: true,
    // Async, so that an aborted signal rejects as any other model's does.
    async chat(request, signal) {
      signal.throwIfAborted();
      return Promise.resolve(answerOf(demoAnswer(modelRequest(request))));
    },
    async *stream(request, signal): AsyncGenerator<ChatDelta> {
      signal.throwIfAborted();
      const events = demoAnswer(modelRequest(request));
      for (const event of events) {
        if (event.type !== 'delta') continue;
        yield { type: 'text', text: event.text };
        // Lets other work of the process run between two pieces, and the caller abort.
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
      yield { type: 'end', answer: answerOf(events) };
    },
  };
}

function modelRequest({ messages, maxTokens, json }: ChatRequest): ModelRequest {
  const textPart = (text: string): { readonly type: 'text'; readonly text: string } => ({
    type: 'text',
    text,
  });
  return {
    model: DEMO_MODEL,
    stream: false,
    system: messages.flatMap(({ role, content }) => (role === 'system' ? [textPart(content)] : [])),
    messages: messages.flatMap(({ role, content }) =>
      role === 'system' ? [] : [{ role, parts: [textPart(content)] }],
    ),
    tools: [],
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(json && { format: { type: 'json' } }),
  };
}

function answerOf(events: readonly ModelEvent[]): ChatAnswer {
  let text = '';
  let finish: ChatAnswer['finish'] = 'stop';
  let [inputTokens, outputTokens] = [0, 0];
  for (const event of events) {
    if (event.type === 'delta') text += event.text;
    else if (event.type === 'end' && event.reason === 'length') finish = 'length';
    else if (event.type === 'usage') {
      inputTokens = event.usage.input ?? inputTokens;
      outputTokens = event.usage.output ?? outputTokens;
    }
  }
  return {
    text,
    finish,
    usage: { inputTokens, outputTokens, estimated: true },
    model: DEMO_MODEL,
    demo: true,
  };
}
