import {
  FinishReason,
  GoogleGenAI,
  type Content,
  type GenerateContentResponse,
  type Part,
} from '@google/genai';
import type { Answer, Caller, Said, Wish } from './conformance';

/** Google's SDK. It has no helper that adds a stream up: callers keep the parts in the pieces in which they came. */
export const gemini: Caller = ({ baseUrl, holder }, wish) => {
  const client = new GoogleGenAI({ apiKey: holder.secret, httpOptions: { baseUrl } });
  const contents: Content[] = [];
  let calls: Answer['calls'] = [];

  return {
    async say(said, model = wish.model) {
      contents.push({ role: 'user', parts: partsOf(said, calls) });
      const asked = { model, contents, config: configOf(wish) };
      const responses: GenerateContentResponse[] = [];
      if (wish.stream) {
        for await (const response of await client.models.generateContentStream(asked))
          responses.push(response);
      } else responses.push(await client.models.generateContent(asked));
      const parts = responses.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []);
      contents.push({ role: 'model', parts });
      const answer = answerOf(responses, parts);
      ({ calls } = answer);
      return { answer, headers: new Headers(responses[0]?.sdkHttpResponse?.headers) };
    },
  };
};

function configOf({ system, tools, thinks, maxTokens }: Wish) {
  return {
    maxOutputTokens: maxTokens,
    ...(system !== undefined && { systemInstruction: system }),
    ...(tools && {
      tools: [
        {
          functionDeclarations: tools.map(({ parameters, ...tool }) => ({
            ...tool,
            parametersJsonSchema: parameters,
          })),
        },
      ],
    }),
    ...(thinks && { thinkingConfig: { includeThoughts: true, thinkingBudget: 2048 } }),
  };
}

function partsOf(said: Said, calls: Answer['calls']): Part[] {
  if ('results' in said) {
    return calls
      .map(({ id, name }, at) => ({
        functionResponse: { id, name, response: { output: said.results[at]! } },
      }))
      .reverse();
  }
  const { text, picture } = said;
  const image = picture && { inlineData: { mimeType: picture.mediaType, data: picture.data } };
  return [...(image ? [image] : []), { text }];
}

/** A refusal's words are its text: of the words that Gemini has beside the content the SDK makes nothing. */
function answerOf(responses: readonly GenerateContentResponse[], parts: readonly Part[]): Answer {
  const last = responses.at(-1)!;
  const [candidate] = last.candidates ?? [];
  const stop = candidate?.finishReason ?? '';
  const textOf = (thought: boolean) =>
    parts.map((part) => ((part.thought ?? false) === thought ? (part.text ?? '') : '')).join('');
  const refused = candidate?.finishReason === FinishReason.SAFETY;
  return {
    model: last.modelVersion ?? '',
    thoughts: textOf(true),
    text: refused ? '' : textOf(false),
    refusal: refused ? textOf(false) : '',
    calls: parts.flatMap(({ functionCall: call }) =>
      call ? [{ id: call.id ?? '', name: call.name ?? '', args: call.args }] : [],
    ),
    stop,
    usage: usageOf(last),
  };
}

/** Thoughts are counted apart from the candidates; what was written to a cache is not told. */
function usageOf({ usageMetadata: usage }: GenerateContentResponse): Answer['usage'] {
  if (!usage) throw new Error('no usage was told');
  const reasoning = usage.thoughtsTokenCount ?? 0;
  return {
    input: usage.promptTokenCount ?? 0,
    output: (usage.candidatesTokenCount ?? 0) + reasoning,
    cacheRead: usage.cachedContentTokenCount ?? 0,
    reasoning,
  };
}
