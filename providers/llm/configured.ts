import type { ChatModel } from './chat-model';
import { demoModel } from './demo-model';
import { openAiCompatible } from './openai-compatible';

/** The address, key and name of a model behind an OpenAI-compatible API. */
export interface ModelUpstream {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
}

const TIMEOUT_MS = 120_000;
const MAX_RETRIES = 3;

/** The text model of this installation: its upstream's, or the demo model where there is none. */
export function configuredModel(upstream: ModelUpstream | undefined): ChatModel {
  if (!upstream) return demoModel();
  return openAiCompatible({ ...upstream, timeoutMs: TIMEOUT_MS, maxRetries: MAX_RETRIES });
}
