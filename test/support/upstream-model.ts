import type { ChatModel } from '../../providers/llm/chat-model';
import { chatOverEvents } from '../../providers/llm/chat-over-events';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';

/** A text model behind an OpenAI-compatible API, with little patience. */
export function modelAt(
  baseUrl: string,
  {
    apiKey,
    model,
    timeoutMs = 5_000,
    maxRetries = 0,
  }: {
    readonly apiKey: string;
    readonly model: string;
    readonly timeoutMs?: number;
    readonly maxRetries?: number;
  },
): ChatModel {
  const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const upstreams = createUpstreams({ http, demo: demoAnswer });
  const upstream = {
    kind: 'openai',
    baseUrl: baseUrl.replace(/\/+$/, ''),
    apiKey,
    model,
    timeouts: { connectMs: timeoutMs, headersMs: timeoutMs, idleMs: timeoutMs },
  } as const;
  return chatOverEvents({
    name: model,
    isDemo: false,
    events: (request, signal) => upstreams.events(upstream, request, signal),
    maxRetries,
    baseDelayMs: 1,
  });
}
