import type { ChatModel } from '../../providers/llm/chat-model';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { vendorModel } from '../../providers/llm/vendor-model';

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
  const timeouts = { connectMs: timeoutMs, headersMs: timeoutMs, idleMs: timeoutMs };
  return vendorModel(
    { kind: 'openai', baseUrl: baseUrl.replace(/\/+$/, ''), apiKey, model },
    createUpstreams({ http, demo: demoAnswer }),
    { timeouts, maxRetries, baseDelayMs: 1 },
  );
}
