import type { ChatModel, ChatRequest } from './chat-model';
import { chatOverEvents } from './chat-over-events';
import type { ModelEvent } from './exchange/events';
import type { ModelRequest } from './exchange/request';
import type { UpstreamTimeouts } from './upstream/http-client';

/** A vendor's text model: where it is, and what an operator had it asked with. */
export interface VendorModel<Kind extends string = 'openai' | 'claude' | 'gemini'> {
  /** The protocol that it is asked in. */
  readonly kind: Kind;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** 0 to 2. */
  readonly temperature?: number | undefined;
  /** The most tokens of an answer. */
  readonly maxTokens?: number | undefined;
}

/** How long an answer is waited for, and how often it is asked for again before its first word. */
export interface Patience {
  readonly timeouts: UpstreamTimeouts;
  readonly maxRetries: number;
  /** The first wait between two tries; each later one is twice as long. */
  readonly baseDelayMs?: number;
}

/** Who asks models in some protocols, and says what they answer as they say it: see `Upstreams.events`. */
export interface ModelSource<Kind extends string> {
  events(
    upstream: Pick<VendorModel<Kind>, 'kind' | 'baseUrl' | 'apiKey' | 'model'> & Pick<Patience, 'timeouts'>,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ModelEvent, void>;
}

const PATIENCE: Patience = {
  timeouts: { connectMs: 10_000, headersMs: 120_000, idleMs: 120_000 },
  maxRetries: 3,
};

/** A model of a vendor's, asked through `source`: the gateway's stack of protocols, or one beside it. */
export function vendorModel<Kind extends string>(
  { kind, baseUrl, apiKey, model, temperature, maxTokens }: VendorModel<Kind>,
  source: ModelSource<Kind>,
  { timeouts, ...retries }: Patience = PATIENCE,
): ChatModel {
  const upstream = { kind, baseUrl, apiKey, model, timeouts };
  return withSettings(
    chatOverEvents({
      name: model,
      isDemo: false,
      events: (request, signal) => source.events(upstream, request, signal),
      ...retries,
    }),
    { ...(temperature !== undefined && { temperature }), ...(maxTokens !== undefined && { maxTokens }) },
  );
}

/** The same model, asked with `settings` whatever the work would ask it with: who runs a model knows what it takes. */
function withSettings(model: ChatModel, settings: Pick<ChatRequest, 'temperature' | 'maxTokens'>): ChatModel {
  return {
    name: model.name,
    isDemo: model.isDemo,
    chat: (request, signal) => model.chat({ ...request, ...settings }, signal),
    stream: (request, signal) => model.stream({ ...request, ...settings }, signal),
  };
}
