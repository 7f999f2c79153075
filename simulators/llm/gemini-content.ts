import type { Answer } from './answer';
import type { Call } from './call';
import { gemini, geminiError } from './gemini';
import { withCamelCase } from './gemini-names';
import { readGenerateRequest } from './gemini-request';
import { isObject, objectOf, parseObject, type JsonObject } from './json';
import type { Stop, Usage } from './script';
import { piecesOf, tokensOf } from './text';
import type { Endpoint, Lookup } from './vendor';

const FINISH: Readonly<Record<Stop, string>> = {
  stop: 'STOP',
  tools: 'STOP',
  length: 'MAX_TOKENS',
  sequence: 'STOP',
  refusal: 'SAFETY',
  filter: 'PROHIBITED_CONTENT',
  pause: 'OTHER',
};

/** `POST /v1beta/models/<model>:generateContent` and `:streamGenerateContent`. */
export const geminiContent: Endpoint = {
  protocol: 'gemini',
  vendor: gemini,
  read: readGenerateRequest,
  format: (query) => (query.get('alt') === 'sse' ? 'sse-crlf' : 'json-array'),
  indented: true,

  whole(call, answer) {
    if (isBlocked(answer)) return blocked(call, answer);
    const { thoughts, words, rest } = partsOf(call, answer);
    const text = words === '' ? [] : [{ text: words, ...(rest.length === 0 && sealOf(answer)) }];
    const parts = [...(thoughts === '' ? [] : [{ text: thoughts, thought: true }]), ...text, ...rest];
    return chunk(call, answer, parts, { ended: true });
  },

  frames(call, answer) {
    if (isBlocked(answer)) return [{ data: blocked(call, answer), terminal: true }];
    const { thoughts, words, rest } = partsOf(call, answer);
    // The counts grow with what was sent; a chunk has those of all that came so far.
    let sent = '';
    const grown = (text: string, part: JsonObject): { data: JsonObject; content: true } => {
      sent += text;
      return { data: chunk(call, answer, [part], { written: tokensOf(sent) }), content: true };
    };
    const last = { text: '', ...(rest.length === 0 && sealOf(answer)) };
    return [
      ...piecesOf(thoughts, answer.chunkSize).map((text) => grown('', { text, thought: true })),
      ...piecesOf(words, answer.chunkSize).map((text) => grown(text, { text })),
      ...rest.map((part) => grown(JSON.stringify(part['functionCall'] ?? ''), part)),
      { data: chunk(call, answer, [last], { ended: true }), terminal: true },
    ];
  },

  errorFrames: (complaint) => [{ data: geminiError(complaint) }],
};

/** `POST /v1beta/models/<model>:countTokens`, which takes contents alone or a whole request. */
export const geminiCount: Lookup = {
  protocol: 'gemini',
  vendor: gemini,
  look(incoming) {
    const { generateContentRequest: whole } = withCamelCase(incoming.body);
    const body = isObject(whole) ? whole : incoming.body;
    const { promptTokens } = readGenerateRequest({ ...incoming, body });
    return {
      totalTokens: promptTokens,
      promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokens }],
    };
  },
};

/** The prompt itself was refused: there is no candidate at all. */
function isBlocked({ stop, text, tools }: Answer): boolean {
  return stop === 'filter' && text === '' && tools.length === 0;
}

function blocked(call: Call, answer: Answer): JsonObject {
  return {
    promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
    ...(answer.usage && {
      usageMetadata: usageOf({ ...answer.usage, output: 0, reasoning: 0 }),
    }),
    ...origin(call, answer),
  };
}

interface Parts {
  /** Empty where the caller does not want to read them. */
  readonly thoughts: string;
  readonly words: string;
  readonly rest: readonly JsonObject[];
}

function partsOf(call: Call, answer: Answer): Parts {
  const { thinkingConfig } = objectOf(call.body['generationConfig']);
  const shown = objectOf(thinkingConfig)['includeThoughts'] === true;
  const { tools, image, ids, text } = answer;
  const calls = tools.map(({ name, input }, at) => ({
    functionCall: {
      name,
      args: parseObject(input) ?? {},
      ...(call.model.startsWith('gemini-3') && { id: ids.letters(`tool ${at}`, 8).toLowerCase() }),
    },
    // Of calls that are made at once, the first has the signature.
    ...(at === 0 && sealOf(answer)),
  }));
  const pictures = image ? [{ inlineData: { mimeType: image.mediaType, data: image.data } }] : [];
  return { thoughts: shown ? (answer.thinking ?? '') : '', words: text, rest: [...pictures, ...calls] };
}

function sealOf({ thinking, seals }: Answer): { readonly thoughtSignature?: string } {
  return thinking === undefined ? {} : { thoughtSignature: seals.issue('gemini', thinking) };
}

function chunk(
  call: Call,
  answer: Answer,
  parts: readonly JsonObject[],
  { ended = false, written }: { readonly ended?: boolean; readonly written?: number },
): JsonObject {
  const refused = ended && answer.stop === 'refusal';
  const usage = answer.usage && written !== undefined ? usageSoFar(answer.usage, written) : answer.usage;
  return {
    candidates: [
      {
        content: { ...(refused ? {} : { parts }), role: 'model' },
        ...(ended && { finishReason: FINISH[answer.stop] }),
        index: 0,
        ...(refused && { finishMessage: answer.refusal, safetyRatings: RATINGS }),
      },
    ],
    ...(usage && { usageMetadata: usageOf(usage) }),
    ...origin(call, answer),
  };
}

/** What was used when so many tokens had been written: never more than at the end. */
function usageSoFar(usage: Usage, written: number): Usage {
  const candidates = usage.output - usage.reasoning;
  const soFar = Math.sign(candidates) * Math.min(written, Math.abs(candidates));
  return { ...usage, output: soFar + usage.reasoning };
}

const RATINGS = [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }];

function origin({ model }: Call, { ids }: Answer): JsonObject {
  return { modelVersion: model, responseId: ids.letters('answer', 23) };
}

/** The prompt's count includes what came from the cache; thoughts are counted apart from the candidates. */
function usageOf({ input, cached, output, reasoning }: Usage): JsonObject {
  const candidates = output - reasoning;
  return {
    promptTokenCount: input,
    ...(candidates !== 0 && { candidatesTokenCount: candidates }),
    totalTokenCount: input + output,
    ...(cached !== 0 && {
      cachedContentTokenCount: cached,
      cacheTokensDetails: [{ modality: 'TEXT', tokenCount: cached }],
    }),
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
    ...(reasoning !== 0 && { thoughtsTokenCount: reasoning }),
    serviceTier: 'standard',
  };
}
