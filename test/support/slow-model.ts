import { setTimeout as delay } from 'node:timers/promises';
import type { ChatModel } from '../../providers/llm/chat-model';

/** A model that says a text character by character, each after so many milliseconds. */
export function slowly(text: string, everyMs: number): ChatModel {
  const usage = { inputTokens: 1, outputTokens: 1 };
  return {
    name: 'slow',
    isDemo: false,
    chat: () => Promise.reject(new Error('It only streams.')),
    async *stream() {
      for (const character of text) {
        await delay(everyMs);
        yield { type: 'text', text: character };
      }
      yield { type: 'end', answer: { text, finish: 'stop', usage, model: 'slow', demo: false } };
    },
  };
}
