import type { KeyHolder } from './model-gateway';

/** A conversation with a model, in no protocol's words: each caller's file says it with its own SDK. */
export interface Wish {
  readonly model: string;
  readonly stream: boolean;
  readonly system?: string;
  readonly tools?: readonly OfferedTool[];
  /** The model is to think, and to tell its thoughts where the protocol can ask for that. */
  readonly thinks?: boolean;
  readonly maxTokens: number;
}

export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema. */
  readonly parameters: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, { readonly type: 'string' }>>;
    readonly required: string[];
  };
}

/** Bytes in base64. */
export interface Picture {
  readonly mediaType: string;
  readonly data: string;
}

/** What is said next: something of the user's, or the results of the last answer's calls, in the calls' order. */
export type Said =
  { readonly text: string; readonly picture?: Picture } | { readonly results: readonly string[] };

/** An answer as the SDK gives it, in no protocol's words. */
export interface Answer {
  readonly model: string;
  /** Empty where none were told. */
  readonly thoughts: string;
  readonly text: string;
  /** Its words, wherever the protocol has them; empty where it did not refuse. */
  readonly refusal: string;
  readonly calls: readonly Call[];
  /** Why it ended, in the protocol's own word. */
  readonly stop: string;
  readonly usage: Usage;
}

export interface Call {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
}

/** Tokens, as our own log of calls counts them; what the protocol has no count for is not there. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

export interface Told {
  readonly answer: Answer;
  readonly headers: Headers;
}

/** A conversation that goes on: what was said and answered is sent again with what is said next. */
export interface Dialogue {
  /** @param model another one than the wish's, for this turn. */
  say(said: Said, model?: string): Promise<Told>;
}

/** A caller's SDK at the gateway. */
export type Caller = (
  gateway: { readonly baseUrl: string; readonly holder: KeyHolder },
  wish: Wish,
) => Dialogue;

/** `fetch` for an SDK, which keeps the headers of the last answer: the SDKs' helpers for streams hide them. */
export function listeningFetch(): { readonly fetch: typeof fetch; readonly headers: () => Headers } {
  let headers = new Headers();
  return {
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      ({ headers } = response);
      return response;
    },
    headers: () => headers,
  };
}
