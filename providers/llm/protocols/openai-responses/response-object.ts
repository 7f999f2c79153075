import type { JsonObject } from '../protocol';

/** What changes of a response while it is made. */
export interface ResponseState {
  readonly id: string;
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly status: 'in_progress' | 'completed' | 'incomplete' | 'failed';
  readonly output: readonly JsonObject[];
  readonly usage?: JsonObject;
  /** Why it is incomplete. */
  readonly reason?: 'max_output_tokens' | 'content_filter';
  readonly error?: { readonly code: string; readonly message: string };
}

/** The `response` object: it repeats what the request asked for, with OpenAI's defaults where it said nothing. */
export function responseObject(state: ResponseState, request: JsonObject): JsonObject {
  const asked = (name: string, otherwise: unknown): unknown => request[name] ?? otherwise;
  return {
    id: state.id,
    object: 'response',
    created_at: state.created,
    status: state.status,
    background: false,
    error: state.error ?? null,
    incomplete_details: state.reason === undefined ? null : { reason: state.reason },
    instructions: asked('instructions', null),
    max_output_tokens: asked('max_output_tokens', null),
    max_tool_calls: asked('max_tool_calls', null),
    model: state.model,
    output: state.output,
    parallel_tool_calls: asked('parallel_tool_calls', true),
    previous_response_id: null,
    prompt_cache_key: asked('prompt_cache_key', null),
    reasoning: { effort: null, summary: null, ...(asked('reasoning', {}) as JsonObject) },
    safety_identifier: asked('safety_identifier', null),
    service_tier: 'default',
    // Whatever was asked: nothing is kept.
    store: false,
    temperature: asked('temperature', 1),
    text: { format: { type: 'text' }, ...(asked('text', {}) as JsonObject) },
    tool_choice: asked('tool_choice', 'auto'),
    tools: asked('tools', []),
    top_logprobs: 0,
    top_p: asked('top_p', 1),
    truncation: 'disabled',
    usage: state.usage ?? null,
    user: asked('user', null),
    metadata: asked('metadata', {}),
  };
}
