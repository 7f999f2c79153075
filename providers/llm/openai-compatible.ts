import { createParser } from 'eventsource-parser';
import { aiServiceFailed, withRetries, type RetryPolicy } from './attempts';
import { Deadline } from './deadline';
import { readWire, requestBody, type WireAnswer } from './openai-wire';
import { estimateTokens } from './tokens';
import { failureOf, quoting, UpstreamFailure, type Quote } from './upstream-failure';
import type { ChatAnswer, ChatDelta, ChatModel, ChatRequest } from './chat-model';

export interface OpenAiCompatibleOptions extends Partial<Omit<RetryPolicy, 'maxRetries'>> {
  /** Up to and including the version, e.g. `https://api.openai.com/v1`. Plain http is for upstreams on one's own network. */
  readonly baseUrl: string;
  /** Sent as a bearer token; empty for an upstream that asks for none. Never part of an error. */
  readonly apiKey: string;
  readonly model: string;
  /** The longest an attempt may take: whole when not streamed, else to the first byte and between any two. */
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly fetch?: typeof fetch;
}

/** No line of a stream is longer than this, in characters. */
const MAX_EVENT_LENGTH = 1_000_000;

/** A `ChatModel` over any upstream that speaks OpenAI's chat completions. */
export function openAiCompatible(options: OpenAiCompatibleOptions): ChatModel {
  const { model, timeoutMs, maxRetries, baseDelayMs = 500, maxDelayMs = 20_000 } = options;
  const endpoint = completionsUrl(options.baseUrl);
  const send = options.fetch ?? fetch;
  const quote = quoting(options.apiKey);
  const policy: RetryPolicy = { maxRetries, baseDelayMs, maxDelayMs };

  async function post(request: ChatRequest, stream: boolean, signal: AbortSignal): Promise<Response> {
    const response = await send(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: stream ? 'text/event-stream' : 'application/json',
        ...(options.apiKey && { authorization: `Bearer ${options.apiKey}` }),
      },
      body: requestBody(request, model, stream),
      // The key must not follow a redirect to another host, nor may an upstream point us into our own network.
      redirect: 'error',
      signal,
    });
    if (!response.ok) throw await failureOf(response, quote);
    return response;
  }

  async function complete(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer> {
    const deadline = new Deadline(timeoutMs, signal);
    try {
      const body = await deadline.within(async () => (await post(request, false, deadline.signal)).text());
      return answerOf(request, readWire(body, 'message', quote), model);
    } finally {
      deadline.end();
    }
  }

  /** Opens a stream and reads up to its first words, so that whatever fails before them can still be retried. */
  async function open(request: ChatRequest, signal: AbortSignal): Promise<OpenStream> {
    const deadline = new Deadline(timeoutMs, signal);
    try {
      const response = await deadline.within(() => post(request, true, deadline.signal));
      const chunks = readChunks(response, deadline, quote);
      return { first: await chunks.next(), chunks, deadline };
    } catch (error) {
      deadline.end();
      throw error;
    }
  }

  return {
    name: model,
    isDemo: false,
    chat: (request, signal) => withRetries(policy, signal, () => complete(request, signal)),
    async *stream(request, signal): AsyncGenerator<ChatDelta> {
      const { first, chunks, deadline } = await withRetries(policy, signal, () => open(request, signal));
      try {
        let whole: WireAnswer = { text: '' };
        for (let next = first; !next.done; next = await chunks.next()) {
          whole = { ...whole, ...next.value, text: whole.text + next.value.text };
          if (next.value.text) yield { type: 'text', text: next.value.text };
        }
        yield { type: 'end', answer: answerOf(request, whole, model) };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof UpstreamFailure ? aiServiceFailed(error) : error;
      } finally {
        deadline.end();
      }
    },
  };
}

interface OpenStream {
  readonly first: IteratorResult<WireAnswer, void>;
  readonly chunks: AsyncGenerator<WireAnswer, void>;
  readonly deadline: Deadline;
}

/** The chunks of a stream that say something, to its proper end. */
async function* readChunks(
  response: Response,
  deadline: Deadline,
  quote: Quote,
): AsyncGenerator<WireAnswer, void> {
  if (!response.headers.get('content-type')?.includes('text/event-stream') || response.body === null) {
    // Some upstreams report an error with status 200 and a plain JSON body.
    readWire(await deadline.within(() => response.text()), 'message', quote);
    throw new UpstreamFailure('The upstream did not stream its answer', { retryable: false });
  }
  const events: string[] = [];
  let overflow = false;
  const parser = createParser({
    onEvent: ({ data }) => events.push(data),
    onError: ({ type }) => (overflow ||= type === 'max-buffer-size-exceeded'),
    maxBufferSize: MAX_EVENT_LENGTH,
  });
  const decoder = new TextDecoder();
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  let finished = false;
  for (;;) {
    const { done, value } = await deadline.within(() => reader.read());
    parser.feed(done ? '\n\n' : decoder.decode(value, { stream: true }));
    if (overflow) throw new UpstreamFailure('The upstream sent an endless line', { retryable: false });
    for (const data of events.splice(0)) {
      if (data === '[DONE]') return;
      const chunk = readWire(data, 'delta', quote);
      finished ||= chunk.finish !== undefined;
      if (chunk.text || chunk.finish || chunk.usage) yield chunk;
    }
    if (done && finished) return;
    if (done) throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
  }
}

function answerOf(request: ChatRequest, wire: WireAnswer, model: string): ChatAnswer {
  const estimate = {
    inputTokens: estimateTokens(request.messages.map(({ content }) => content).join('\n')),
    outputTokens: estimateTokens(wire.text),
    estimated: true as const,
  };
  return {
    text: wire.text,
    finish: wire.finish ?? 'stop',
    usage: wire.usage ?? estimate,
    model: wire.model ?? model,
    demo: false,
  };
}

/** @throws TypeError for anything that is not a plain http(s) address: it is the operator's setting that is wrong. */
function completionsUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new TypeError('The base URL of a text model must be an http or https address without credentials');
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/chat/completions${url.search}`;
}
