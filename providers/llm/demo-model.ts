import { conversationAnswer } from './demo/conversation';
import { slideContent, slideRequest } from './demo/slide-content';
import { estimateTokens } from './tokens';
import type { ChatAnswer, ChatDelta, ChatModel, ChatRequest } from './chat-model';

const NAME = 'demo-text';

/** Characters in one piece of a streamed answer. */
const PIECE = 12;

/**
 * The model that answers when no upstream is configured. It gets the same messages as a real one and answers
 * in the form that they ask for, from written-down knowledge: no network, and the same text for the same
 * messages. Whatever it makes is marked `demo`.
 */
export function demoModel(): ChatModel {
  return {
    name: NAME,
    isDemo: true,
    // Async, so that an aborted signal rejects as any other model's does.
    async chat(request, signal) {
      signal.throwIfAborted();
      return Promise.resolve(answerTo(request));
    },
    async *stream(request, signal): AsyncGenerator<ChatDelta> {
      signal.throwIfAborted();
      const answer = answerTo(request);
      const characters = [...answer.text];
      for (let start = 0; start < characters.length; start += PIECE) {
        yield { type: 'text', text: characters.slice(start, start + PIECE).join('') };
        // Lets other work of the process run between two pieces, and the caller abort.
        await new Promise(setImmediate);
        signal.throwIfAborted();
      }
      yield { type: 'end', answer };
    },
  };
}

function answerTo({ messages, json }: ChatRequest): ChatAnswer {
  const slide = slideRequest(messages);
  const said = slide ? slideContent(slide) : conversationAnswer(messages);
  const text = json && !slide ? JSON.stringify({ text: said }) : said;
  return {
    text,
    finish: 'stop',
    usage: {
      inputTokens: estimateTokens(messages.map(({ content }) => content).join('\n')),
      outputTokens: estimateTokens(text),
      estimated: true,
    },
    model: NAME,
    demo: true,
  };
}
