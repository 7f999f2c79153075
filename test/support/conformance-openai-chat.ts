import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionMessageParam, CompletionUsage } from 'openai/resources';
import { listeningFetch, type Answer, type Caller, type Said, type Usage, type Wish } from './conformance';

/** OpenAI's SDK, chat completions. */
export const openAiChat: Caller = ({ baseUrl, holder }, wish) => {
  const { fetch, headers } = listeningFetch();
  const client = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: holder.secret, maxRetries: 0, fetch });
  const messages: ChatCompletionMessageParam[] = wish.system
    ? [{ role: 'system', content: wish.system }]
    : [];
  let calls: Answer['calls'] = [];

  return {
    async say(said, model = wish.model) {
      messages.push(...messagesOf(said, calls));
      const asked = { ...wishes({ ...wish, model }), messages };
      const completion = wish.stream
        ? await streamed(client, asked)
        : await client.chat.completions.create(asked);
      const message = completion.choices[0]!.message;
      messages.push(message);
      const answer = answerOf(completion);
      ({ calls } = answer);
      return { answer, headers: headers() };
    },
  };
};

function wishes({ model, tools, thinks, maxTokens }: Wish) {
  return {
    model,
    max_completion_tokens: maxTokens,
    ...(tools && { tools: tools.map((tool) => ({ type: 'function' as const, function: { ...tool } })) }),
    ...(thinks && { reasoning_effort: 'low' as const }),
  };
}

/**
 * Of a delta's field that it does not know the SDK keeps the last piece only: the text of the thoughts, which is in
 * no type of OpenAI's, is put together here, as its callers have to do it.
 */
async function streamed(
  client: OpenAI,
  asked: OpenAI.ChatCompletionCreateParamsNonStreaming,
): Promise<ChatCompletion> {
  const stream = client.chat.completions.stream({
    ...asked,
    stream: true,
    stream_options: { include_usage: true },
  });
  let thoughts = '';
  stream.on('chunk', ({ choices: [choice] }) => {
    thoughts += (choice?.delta as { reasoning_content?: string } | undefined)?.reasoning_content ?? '';
  });
  const completion = await stream.finalChatCompletion();
  const { message } = completion.choices[0]!;
  if (thoughts !== '') Object.assign(message, { reasoning_content: thoughts });
  return completion;
}

function messagesOf(said: Said, calls: Answer['calls']): ChatCompletionMessageParam[] {
  if ('results' in said) {
    return calls
      .map(({ id }, at) => ({ role: 'tool' as const, tool_call_id: id, content: said.results[at]! }))
      .reverse();
  }
  const { text, picture } = said;
  if (!picture) return [{ role: 'user', content: text }];
  const url = `data:${picture.mediaType};base64,${picture.data}`;
  const content = [
    { type: 'text' as const, text },
    { type: 'image_url' as const, image_url: { url } },
  ];
  return [{ role: 'user', content }];
}

function answerOf({ model, choices: [choice], usage }: ChatCompletion): Answer {
  const { message, finish_reason: stop } = choice!;
  return {
    model,
    thoughts: (message as { reasoning_content?: string }).reasoning_content ?? '',
    text: message.content ?? '',
    refusal: message.refusal ?? '',
    calls: (message.tool_calls ?? []).map((call) => {
      if (call.type !== 'function') throw new Error(`a call of a ${call.type} tool`);
      return { id: call.id, name: call.function.name, args: JSON.parse(call.function.arguments) as unknown };
    }),
    stop,
    usage: usageOf(usage),
  };
}

export function usageOf(usage: CompletionUsage | undefined): Usage {
  if (!usage) throw new Error('no usage was told');
  const prompt = usage.prompt_tokens_details as
    { cached_tokens?: number; cache_write_tokens?: number } | undefined;
  return {
    input: usage.prompt_tokens,
    output: usage.completion_tokens,
    cacheRead: prompt?.cached_tokens ?? 0,
    cacheWrite: prompt?.cache_write_tokens ?? 0,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
