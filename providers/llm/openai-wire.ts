import { UpstreamFailure, type Quote } from './upstream-failure';
import type { ChatAnswer, ChatRequest, TokenUsage } from './chat-model';

/** `POST /chat/completions` as OpenAI documents it, and as the many upstreams that copy it understand it. */
export function requestBody(request: ChatRequest, model: string, stream: boolean): string {
  return JSON.stringify({
    model,
    messages: request.messages,
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.maxTokens !== undefined && { max_tokens: request.maxTokens }),
    ...(request.json && { response_format: { type: 'json_object' } }),
    ...(stream && { stream: true, stream_options: { include_usage: true } }),
  });
}

/** What one `chat.completion` or `chat.completion.chunk` says; a chunk leaves most of it out. */
export interface WireAnswer {
  readonly text: string;
  readonly finish?: ChatAnswer['finish'];
  readonly usage?: TokenUsage;
  readonly model?: string;
}

/**
 * Reads a completion (`message`) or a chunk of a stream (`delta`).
 * @throws UpstreamFailure when it is not JSON, not of that shape, or an error sent in place of an answer.
 */
export function readWire(json: string, part: 'message' | 'delta', quote: Quote): WireAnswer {
  const malformed = (): UpstreamFailure =>
    new UpstreamFailure(`The upstream's answer is not a chat completion: ${quote(json)}`, {
      retryable: false,
    });
  const body = asObject(parsed(json));
  if (body === undefined) throw malformed();
  if (body['error'] !== undefined && body['error'] !== null) {
    const said = quote(errorText(body['error']));
    throw new UpstreamFailure(`The upstream answered with an error: ${said}`, { retryable: false });
  }
  const choices: unknown = body['choices'];
  // Usage comes in a last chunk of its own, whose choices are empty.
  const choice = Array.isArray(choices) ? asObject(choices[0]) : undefined;
  if (choice === undefined && (part === 'message' || !Array.isArray(choices))) throw malformed();
  const content: unknown = asObject(choice?.[part])?.['content'];
  if (part === 'message' && typeof content !== 'string') throw malformed();
  const finish = finishOf(choice?.['finish_reason']);
  const usage = usageOf(body['usage']);
  return {
    text: typeof content === 'string' ? content : '',
    ...(finish && { finish }),
    ...(usage && { usage }),
    ...(typeof body['model'] === 'string' && { model: body['model'] }),
  };
}

function finishOf(reason: unknown): ChatAnswer['finish'] | undefined {
  if (typeof reason !== 'string') return undefined;
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'filtered' : 'stop';
}

function usageOf(value: unknown): TokenUsage | undefined {
  const usage = asObject(value);
  const [inputTokens, outputTokens] = [usage?.['prompt_tokens'], usage?.['completion_tokens']];
  if (!isCount(inputTokens) || !isCount(outputTokens)) return undefined;
  return { inputTokens, outputTokens };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function errorText(error: unknown): string {
  const message = asObject(error)?.['message'];
  return typeof message === 'string' ? message : JSON.stringify(error);
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
