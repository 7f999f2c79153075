import type { ChannelType } from '../../domain/gateway/snapshot';
import { FAILURE_STATUS, type FailureKind } from '../../providers/llm/exchange/failure';
import type { ProtocolName } from '../../providers/llm/protocols/protocol';

/** What of a call is up to the test. */
export interface Asked {
  readonly stream: boolean;
  readonly said?: string;
  readonly maxTokens?: number;
}

/** How callers of one protocol speak, and how they are answered: at the level of bytes, without an SDK. */
export interface ModelCaller {
  readonly protocol: ProtocolName;
  /** The channels that speak the same. */
  readonly channel: ChannelType;
  path(model: string, stream: boolean): string;
  body(model: string, asked: Asked): Readonly<Record<string, unknown>>;
  /** The words of an answer. */
  words(answer: string, stream: boolean): string;
  /** How often a streamed answer begins, and whether it reached its proper end. */
  starts(answer: string): number;
  isEnded(answer: string): boolean;
  /** The message of an error body; undefined for what is none in this protocol's shape, for a failure of that kind. */
  complaint(body: string, kind: FailureKind): string | undefined;
  /** The message of the error that ended a stream; undefined where there is none. */
  brokenBy(answer: string): string | undefined;
  /** Where the protocol's status for a kind is its own. */
  readonly statuses: Readonly<Partial<Record<FailureKind, number>>>;
}

/** What these tests read of answers, whole or a frame of one. */
interface Json {
  readonly id?: string;
  readonly type?: string;
  readonly message?: string;
  readonly request_id?: string;
  readonly responseId?: string;
  readonly delta?: string | { readonly text?: string };
  readonly choices?: readonly {
    readonly text?: string;
    readonly message?: { readonly content: string };
    readonly delta?: { readonly role?: string; readonly content?: string };
  }[];
  readonly content?: readonly Said[];
  readonly output?: readonly { readonly content?: readonly Said[] }[];
  readonly response?: { readonly error?: { readonly message: string } };
  readonly candidates?: readonly {
    readonly content?: { readonly parts?: readonly Said[] };
    readonly finishReason?: string;
  }[];
  readonly error?: {
    readonly message: string;
    readonly type?: string;
    readonly param?: string | null;
    readonly code?: string | number | null;
    readonly status?: string;
  };
}

interface Said {
  readonly text?: string;
}

function parsed(text: string): Json {
  return JSON.parse(text) as Json;
}

function textOf(parts: readonly Said[] = []): string {
  return parts.map(({ text = '' }) => text).join('');
}

/** The JSON of each frame, in order. */
function framesOf(answer: string): Json[] {
  return answer
    .split(/\r?\n\r?\n/)
    .map((frame) => frame.split(/\r?\n/).filter((line) => line.startsWith('data: ')))
    .map((lines) => lines.map((line) => line.slice('data: '.length)).join('\n'))
    .filter((data) => data.startsWith('{'))
    .map(parsed);
}

function joined(answer: string, part: (frame: Json) => string | undefined): string {
  return framesOf(answer)
    .map((frame) => part(frame) ?? '')
    .join('');
}

function counted(answer: string, isOne: (frame: Json) => boolean): number {
  return framesOf(answer).filter(isOne).length;
}

const DEFAULTS = { said: 'Hello', maxTokens: 200 };

/** OpenAI's error body; `type` by kind. */
const OPENAI_TYPES: Readonly<Partial<Record<FailureKind, string>>> = {
  invalid: 'invalid_request_error',
  unauthenticated: 'authentication_error',
  unpaid: 'insufficient_quota',
  forbidden: 'permission_error',
  missing: 'invalid_request_error',
  method: 'invalid_request_error',
  tooLarge: 'invalid_request_error',
  upgrade: 'invalid_request_error',
  limited: 'rate_limit_error',
};

function openAiComplaint(body: string, kind: FailureKind): string | undefined {
  const { error } = parsed(body);
  const isOne = error?.param !== undefined && error.code !== undefined;
  return isOne && error.type === (OPENAI_TYPES[kind] ?? 'server_error') ? error.message : undefined;
}

const chat: ModelCaller = {
  protocol: 'openai-chat',
  channel: 'openai',
  path: () => '/v1/chat/completions',
  body: (model, { stream, said = DEFAULTS.said, maxTokens = DEFAULTS.maxTokens }) => ({
    model,
    stream,
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: said }],
  }),
  words: (answer, stream) =>
    stream
      ? joined(answer, ({ choices }) => choices?.[0]?.delta?.content)
      : (parsed(answer).choices?.[0]?.message?.content ?? ''),
  starts: (answer) => counted(answer, ({ choices }) => choices?.[0]?.delta?.role !== undefined),
  isEnded: (answer) => answer.trimEnd().endsWith('data: [DONE]'),
  complaint: openAiComplaint,
  brokenBy: (answer) => framesOf(answer).at(-1)?.error?.message,
  statuses: { overloaded: 503 },
};

const completions: ModelCaller = {
  ...chat,
  protocol: 'openai-completions',
  path: () => '/v1/completions',
  body: (model, { stream, said = DEFAULTS.said, maxTokens = DEFAULTS.maxTokens }) => ({
    model,
    stream,
    max_tokens: maxTokens,
    prompt: said,
  }),
  words: (answer, stream) =>
    stream ? joined(answer, ({ choices }) => choices?.[0]?.text) : (parsed(answer).choices?.[0]?.text ?? ''),
  // No frame of it says that it is the first.
  starts: (answer) => new Set(framesOf(answer).flatMap(({ id }) => id ?? [])).size,
};

const responses: ModelCaller = {
  protocol: 'openai-responses',
  channel: 'responses',
  path: () => '/v1/responses',
  body: (model, { stream, said = DEFAULTS.said, maxTokens = DEFAULTS.maxTokens }) => ({
    model,
    stream,
    max_output_tokens: maxTokens,
    input: said,
  }),
  words: (answer, stream) =>
    stream
      ? joined(answer, ({ type, delta }) =>
          type === 'response.output_text.delta' && typeof delta === 'string' ? delta : undefined,
        )
      : (parsed(answer).output ?? []).map(({ content }) => textOf(content)).join(''),
  starts: (answer) => counted(answer, ({ type }) => type === 'response.created'),
  isEnded: (answer) => framesOf(answer).at(-1)?.type === 'response.completed',
  complaint: openAiComplaint,
  brokenBy(answer) {
    const last = framesOf(answer).at(-1);
    if (last?.type === 'response.failed') return last.response?.error?.message;
    return last?.type === 'error' ? (last.message ?? last.error?.message) : undefined;
  },
  statuses: { overloaded: 503 },
};

const CLAUDE_TYPES: Readonly<Record<FailureKind, string>> = {
  invalid: 'invalid_request_error',
  unauthenticated: 'authentication_error',
  unpaid: 'billing_error',
  forbidden: 'permission_error',
  missing: 'not_found_error',
  method: 'invalid_request_error',
  tooLarge: 'request_too_large',
  upgrade: 'invalid_request_error',
  limited: 'rate_limit_error',
  internal: 'api_error',
  upstream: 'api_error',
  unavailable: 'overloaded_error',
  timeout: 'timeout_error',
  overloaded: 'overloaded_error',
};

const claude: ModelCaller = {
  protocol: 'claude',
  channel: 'claude',
  path: () => '/v1/messages',
  body: (model, { stream, said = DEFAULTS.said, maxTokens = DEFAULTS.maxTokens }) => ({
    model,
    stream,
    max_tokens: maxTokens,
    messages: [{ role: 'user', content: said }],
  }),
  words: (answer, stream) =>
    stream
      ? joined(answer, ({ delta }) => (typeof delta === 'object' ? delta.text : undefined))
      : textOf(parsed(answer).content),
  starts: (answer) => counted(answer, ({ type }) => type === 'message_start'),
  isEnded: (answer) => framesOf(answer).at(-1)?.type === 'message_stop',
  complaint(body, kind) {
    const { type, error, request_id: id } = parsed(body);
    const isOne = type === 'error' && typeof id === 'string' && error?.type === CLAUDE_TYPES[kind];
    return isOne ? error.message : undefined;
  },
  brokenBy(answer) {
    const last = framesOf(answer).at(-1);
    return last?.type === 'error' && answer.includes('event: error') ? last.error?.message : undefined;
  },
  statuses: {},
};

const GEMINI_CODES: Readonly<Record<FailureKind, string>> = {
  invalid: 'INVALID_ARGUMENT',
  unauthenticated: 'UNAUTHENTICATED',
  unpaid: 'FAILED_PRECONDITION',
  forbidden: 'PERMISSION_DENIED',
  missing: 'NOT_FOUND',
  method: 'UNIMPLEMENTED',
  tooLarge: 'INVALID_ARGUMENT',
  upgrade: 'FAILED_PRECONDITION',
  limited: 'RESOURCE_EXHAUSTED',
  internal: 'INTERNAL',
  upstream: 'INTERNAL',
  unavailable: 'UNAVAILABLE',
  timeout: 'DEADLINE_EXCEEDED',
  overloaded: 'UNAVAILABLE',
};

const geminiText = ({ candidates }: Json): string => textOf(candidates?.[0]?.content?.parts);

const gemini: ModelCaller = {
  protocol: 'gemini',
  channel: 'gemini',
  path: (model, stream) =>
    `/v1beta/models/${encodeURIComponent(model)}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
  body: (_model, { said = DEFAULTS.said, maxTokens = DEFAULTS.maxTokens }) => ({
    generationConfig: { maxOutputTokens: maxTokens },
    contents: [{ role: 'user', parts: [{ text: said }] }],
  }),
  words: (answer, stream) => (stream ? joined(answer, geminiText) : geminiText(parsed(answer))),
  starts: (answer) => new Set(framesOf(answer).flatMap(({ responseId }) => responseId ?? [])).size,
  isEnded: (answer) => framesOf(answer).some(({ candidates }) => candidates?.[0]?.finishReason !== undefined),
  complaint(body, kind) {
    const { error } = parsed(body);
    const isOne = typeof error?.code === 'number' && error.status === GEMINI_CODES[kind];
    return isOne ? error.message : undefined;
  },
  // Google's server fails in a line of its own, which is no frame.
  brokenBy(answer) {
    const last = answer.slice(answer.lastIndexOf('\n') + 1);
    return last.startsWith('{') ? parsed(last).error?.message : undefined;
  },
  statuses: { overloaded: 503 },
};

/** Every protocol that callers speak. */
export const CALLERS: readonly ModelCaller[] = [chat, completions, responses, claude, gemini];

/** Each protocol, streamed and not: names for a table of tests. */
export const EVERY_WAY = CALLERS.flatMap((caller) =>
  [false, true].map((stream) => ({ caller, stream, way: `${caller.protocol}${stream ? ', streamed' : ''}` })),
);

/** Expects the protocol's own error, which gives nothing away; answers its message. */
export async function expectFailure(
  answer: Response,
  caller: ModelCaller,
  kind: FailureKind,
): Promise<string> {
  const text = await answer.text();
  expect([answer.status, text]).toEqual([caller.statuses[kind] ?? FAILURE_STATUS[kind], expect.anything()]);
  expect(answer.headers.get('content-type')).toContain('application/json');
  const message = caller.complaint(text, kind);
  expect([text, message]).toEqual([text, expect.stringMatching(/\S/)]);
  expect(text).not.toMatch(TELLING);
  return message ?? '';
}

/** What no caller may read: an upstream's key, its address, where our code stands. */
export const TELLING = /upstream-key|127\.0\.0\.1|localhost|node_modules|\bat \w+ \(/;
