import OpenAI from 'openai';
import type { CompletionUsage } from 'openai/resources';
import { listeningFetch, type Answer, type Caller } from './conformance';
import { usageOf } from './conformance-openai-chat';

/** OpenAI's SDK, completions: the SDK has no helper that adds their streams up. */
export const openAiCompletions: Caller = ({ baseUrl, holder }, { model, maxTokens, stream }) => {
  const { fetch, headers } = listeningFetch();
  const client = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: holder.secret, maxRetries: 0, fetch });
  return {
    async say(said) {
      if (!('text' in said)) throw new Error('completions have no tools');
      const asked = { model, max_tokens: maxTokens, prompt: said.text };
      if (!stream) {
        const { choices, usage, ...rest } = await client.completions.create(asked);
        const { text, finish_reason: stop } = choices[0]!;
        return { answer: answerOf(rest.model, text, stop, usage), headers: headers() };
      }
      const options = { stream: true, stream_options: { include_usage: true } } as const;
      let [text, stop, named] = ['', '', ''];
      let used: CompletionUsage | undefined;
      for await (const { model: name, choices, usage } of await client.completions.create({
        ...asked,
        ...options,
      })) {
        text += choices[0]?.text ?? '';
        stop = choices[0]?.finish_reason ?? stop;
        used = usage ?? used;
        named = name;
      }
      return { answer: answerOf(named, text, stop, used), headers: headers() };
    },
  };
};

function answerOf(model: string, text: string, stop: string, usage: CompletionUsage | undefined): Answer {
  return { model, thoughts: '', text, refusal: '', calls: [], stop, usage: usageOf(usage) };
}
