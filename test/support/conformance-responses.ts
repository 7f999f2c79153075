import OpenAI from 'openai';
import type { Response, ResponseInput, ResponseInputItem } from 'openai/resources/responses/responses';
import { listeningFetch, type Answer, type Caller, type Said, type Wish } from './conformance';

/** OpenAI's SDK, Responses; nothing is kept at the other end, so that thoughts come and go encrypted. */
export const openAiResponses: Caller = ({ baseUrl, holder }, wish) => {
  const { fetch, headers } = listeningFetch();
  const client = new OpenAI({ baseURL: `${baseUrl}/v1`, apiKey: holder.secret, maxRetries: 0, fetch });
  const input: ResponseInput = [];
  let calls: Answer['calls'] = [];

  return {
    async say(said, model = wish.model) {
      input.push(...itemsOf(said, calls));
      const asked = { ...wishes({ ...wish, model }), input };
      const response = wish.stream
        ? await client.responses.stream(asked).finalResponse()
        : await client.responses.create(asked);
      input.push(...(response.output as ResponseInputItem[]));
      const answer = answerOf(response);
      ({ calls } = answer);
      return { answer, headers: headers() };
    },
  };
};

function wishes({ model, system, tools, thinks, maxTokens }: Wish) {
  return {
    model,
    store: false,
    max_output_tokens: maxTokens,
    ...(system !== undefined && { instructions: system }),
    ...(tools && { tools: tools.map((tool) => ({ type: 'function' as const, strict: false, ...tool })) }),
    ...(thinks && {
      reasoning: { effort: 'low' as const, summary: 'auto' as const },
      include: ['reasoning.encrypted_content' as const],
    }),
  };
}

function itemsOf(said: Said, calls: Answer['calls']): ResponseInputItem[] {
  if ('results' in said) {
    return calls
      .map(({ id }, at) => ({
        type: 'function_call_output' as const,
        call_id: id,
        output: said.results[at]!,
      }))
      .reverse();
  }
  const { text, picture } = said;
  const image = picture && {
    type: 'input_image' as const,
    detail: 'auto' as const,
    image_url: `data:${picture.mediaType};base64,${picture.data}`,
  };
  return [{ role: 'user', content: [{ type: 'input_text', text }, ...(image ? [image] : [])] }];
}

function answerOf({ model, output, status, incomplete_details: cut, usage }: Response): Answer {
  const parts = output.flatMap((item) => (item.type === 'message' ? item.content : []));
  return {
    model,
    thoughts: output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map(({ text }) => text) : []))
      .join(''),
    text: parts.map((part) => (part.type === 'output_text' ? part.text : '')).join(''),
    refusal: parts.map((part) => (part.type === 'refusal' ? part.refusal : '')).join(''),
    calls: output.flatMap((item) =>
      item.type === 'function_call'
        ? [{ id: item.call_id, name: item.name, args: JSON.parse(item.arguments) as unknown }]
        : [],
    ),
    stop: [status, cut?.reason].filter((word) => word !== undefined).join(': '),
    usage: usageOf(usage),
  };
}

function usageOf(usage: Response['usage']): Answer['usage'] {
  if (!usage) throw new Error('no usage was told');
  const inputs = usage.input_tokens_details as { cached_tokens: number; cache_write_tokens?: number };
  return {
    input: usage.input_tokens,
    output: usage.output_tokens,
    cacheRead: inputs.cached_tokens,
    cacheWrite: inputs.cache_write_tokens ?? 0,
    reasoning: usage.output_tokens_details.reasoning_tokens,
  };
}
