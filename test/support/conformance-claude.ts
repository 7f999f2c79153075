import Anthropic from '@anthropic-ai/sdk';
import type { ContentBlockParam, Message, MessageParam } from '@anthropic-ai/sdk/resources/messages';
import { listeningFetch, type Answer, type Caller, type Said, type Wish } from './conformance';

/** Anthropic's SDK. */
export const claude: Caller = ({ baseUrl, holder }, wish) => {
  const { fetch, headers } = listeningFetch();
  const client = new Anthropic({ baseURL: baseUrl, apiKey: holder.secret, maxRetries: 0, fetch });
  const messages: MessageParam[] = [];
  let calls: Answer['calls'] = [];

  return {
    async say(said, model = wish.model) {
      messages.push({ role: 'user', content: blocksOf(said, calls) });
      const asked = { ...wishes({ ...wish, model }), messages };
      const message = wish.stream
        ? await client.messages.stream(asked).finalMessage()
        : await client.messages.create(asked);
      messages.push({ role: 'assistant', content: message.content });
      const answer = answerOf(message);
      ({ calls } = answer);
      return { answer, headers: headers() };
    },
  };
};

function wishes({ model, system, tools, thinks, maxTokens }: Wish) {
  return {
    model,
    max_tokens: maxTokens,
    ...(system !== undefined && { system }),
    ...(tools && {
      tools: tools.map(({ parameters, ...tool }) => ({ ...tool, input_schema: { ...parameters } })),
    }),
    ...(thinks && { thinking: { type: 'enabled' as const, budget_tokens: 2048 } }),
  };
}

function blocksOf(said: Said, calls: Answer['calls']): ContentBlockParam[] {
  if ('results' in said) {
    return calls
      .map(({ id }, at) => ({ type: 'tool_result' as const, tool_use_id: id, content: said.results[at]! }))
      .reverse();
  }
  const { text, picture } = said;
  const source = picture && {
    type: 'base64' as const,
    media_type: picture.mediaType as 'image/png',
    data: picture.data,
  };
  return [...(source ? [{ type: 'image' as const, source }] : []), { type: 'text', text }];
}

/** Claude's own refusals have their words beside the content; another upstream's are its text. */
function answerOf({ model, content, stop_reason: stop, stop_details: details, usage }: Message): Answer {
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const refused = stop === 'refusal';
  return {
    model,
    thoughts: content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    text: refused ? '' : text,
    refusal: refused ? text || (details?.explanation ?? '') : '',
    calls: content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, args: block.input }] : [],
    ),
    stop: stop ?? '',
    usage: usageOf(usage),
  };
}

/** The input's count leaves the cache out. */
function usageOf(usage: Message['usage']): Answer['usage'] {
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const cacheWrite = usage.cache_creation_input_tokens ?? 0;
  return {
    input: usage.input_tokens + cacheRead + cacheWrite,
    output: usage.output_tokens,
    cacheRead,
    cacheWrite,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
  };
}
