import type { ChatModel } from './chat-model';
import { demoModel } from './demo-model';
import { chatOverEvents } from './chat-over-events';
import type { Upstreams } from './upstream/ask';

/** The address, key and name of a model behind an OpenAI-compatible API. */
export interface ModelUpstream {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
}

const TIMEOUTS = { connectMs: 10_000, headersMs: 120_000, idleMs: 120_000 };
const MAX_RETRIES = 3;

/** The text model of this installation: its upstream's, or the demo model where there is none. */
export function configuredModel(
  upstream: ModelUpstream | undefined,
  upstreams: Pick<Upstreams, 'events'>,
): ChatModel {
  if (!upstream) return demoModel();
  const { baseUrl, apiKey, model } = upstream;
  const openAi = {
    kind: 'openai',
    baseUrl,
    apiKey,
    model,
    timeouts: TIMEOUTS,
  } as const;
  return chatOverEvents({
    name: model,
    isDemo: false,
    events: (request, signal) => upstreams.events(openAi, request, signal),
    maxRetries: MAX_RETRIES,
  });
}
