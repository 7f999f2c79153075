/**
 * What the rest of Taskloom knows of a text model. An adapter per protocol implements it; the demo model is
 * one of them, so nothing above this line asks which upstream it talks to.
 */

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 (steady) to 2 (free); the upstream's own default when absent. */
  readonly temperature?: number;
  /** The most tokens that the answer may have. */
  readonly maxTokens?: number;
  /** Ask for one JSON object and nothing else. The answer is still text: the caller parses it. */
  readonly json?: boolean;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Set when the upstream did not count and the figures are our own estimate. */
  readonly estimated?: true;
}

export interface ChatAnswer {
  readonly text: string;
  /** `length`: the text was cut at the token limit; `filtered`: the upstream withheld it. */
  readonly finish: 'stop' | 'length' | 'filtered';
  readonly usage: TokenUsage;
  /** The model's name as the upstream gave it. */
  readonly model: string;
  /** Whether the text was made by the demo model and must be labelled so. */
  readonly demo: boolean;
}

/** One step of a streamed answer: pieces of text, then once the whole answer with its usage. */
export type ChatDelta =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'end'; readonly answer: ChatAnswer };

export interface ChatModel {
  readonly name: string;
  readonly isDemo: boolean;
  /**
   * The whole answer.
   * @throws AppError AI_SERVICE_FAILED with the upstream's failure as its cause; the signal's reason when aborted.
   */
  chat(request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer>;
  /**
   * The answer as it is written. It ends with exactly one `end`, or throws as `chat` does: a stream that the
   * upstream cuts short is a failure, never a short answer. Leaving the loop early cancels the upstream's call.
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatDelta>;
}
