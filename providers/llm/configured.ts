import type { ChatModel } from './chat-model';
import { demoModel } from './demo-model';
import type { Upstreams } from './upstream/ask';
import { vendorModel } from './vendor-model';

/** The address, key and name of a model behind an OpenAI-compatible API. */
export interface ModelUpstream {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
}

/** The text model of this installation: its upstream's, or the demo model where there is none. */
export function configuredModel(
  upstream: ModelUpstream | undefined,
  upstreams: Pick<Upstreams, 'events'>,
): ChatModel {
  return upstream ? vendorModel({ kind: 'openai', ...upstream }, upstreams) : demoModel();
}
