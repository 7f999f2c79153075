/**
 * A model call, in no protocol's words. Every protocol's reader makes one of these and every writer takes one; what
 * a protocol has no words for is reported to `Losses`, never dropped in silence.
 */
export interface ModelRequest {
  readonly model: string;
  readonly stream: boolean;
  /** What the model is told before the conversation. */
  readonly system: readonly TextPart[];
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly toolChoice?: ToolChoice;
  /** Whether the model may call several tools at once; its own habit when absent. */
  readonly parallelTools?: boolean;
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  readonly reasoning?: ReasoningWish;
  readonly format?: OutputFormat;
  /** Whoever the call is for, as the caller names them. */
  readonly user?: string;
}

export interface Message {
  /** A tool's results come from the user: protocols that have a role of their own for them write it so. */
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
}

export type Part =
  TextPart | RefusalPart | ImagePart | AudioPart | FilePart | ThinkingPart | ToolCallPart | ToolResultPart;

export interface TextPart {
  readonly type: 'text';
  readonly text: string;
  /** Ask the upstream to keep the prompt up to here in its cache. */
  readonly cache?: CacheTime;
}

export type CacheTime = '5m' | '1h';

export interface RefusalPart {
  readonly type: 'refusal';
  readonly text: string;
}

export interface ImagePart {
  readonly type: 'image';
  readonly source: Source;
  readonly detail?: 'auto' | 'low' | 'high';
  readonly cache?: CacheTime;
}

export interface AudioPart {
  readonly type: 'audio';
  readonly source: Source;
}

export interface FilePart {
  readonly type: 'file';
  readonly source: Source;
  readonly name?: string;
  readonly cache?: CacheTime;
}

/** Bytes in base64, or where the upstream may fetch them. */
export type Source =
  | { readonly kind: 'data'; readonly mediaType: string; readonly data: string }
  | { readonly kind: 'url'; readonly url: string; readonly mediaType?: string };

/** What the model thought. It goes back to the model that thought it, with its signature, and to no other. */
export interface ThinkingPart {
  readonly type: 'thinking';
  /** Empty where the thoughts are only there encrypted, in the signature. */
  readonly text: string;
  readonly signature?: Signature;
  /** The upstream withheld the thoughts (Claude's `redacted_thinking`): the signature holds them encrypted. */
  readonly redacted?: boolean;
}

/** A seal of an upstream on its own thoughts: opaque, and worth something only to an upstream of its family. */
export interface Signature {
  readonly family: Family;
  readonly value: string;
}

/** Whose seal it is: a chat-completions upstream gives none of its own. */
export type Family = 'claude' | 'gemini' | 'openai';

export interface ToolCallPart {
  readonly type: 'tool-call';
  readonly id: string;
  readonly name: string;
  /** For a function: its arguments, as JSON text. For a custom tool: its input, as it is. */
  readonly input: string;
  readonly custom?: boolean;
  readonly signature?: Signature;
  readonly cache?: CacheTime;
}

export interface ToolResultPart {
  readonly type: 'tool-result';
  readonly callId: string;
  /** The tool's name, which Gemini needs; readers whose protocol leaves it out take it from the call. */
  readonly name?: string;
  readonly parts: readonly (TextPart | ImagePart | FilePart)[];
  readonly isError?: boolean;
  readonly custom?: boolean;
  readonly cache?: CacheTime;
}

export type Tool =
  | {
      readonly type: 'function';
      readonly name: string;
      readonly description?: string;
      /** JSON Schema. */
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly strict?: boolean;
      readonly cache?: CacheTime;
    }
  /** One whose input is text of the model's own form (OpenAI's `custom`). */
  | {
      readonly type: 'custom';
      readonly name: string;
      readonly description?: string;
      /** OpenAI's `format`: a grammar, as it came. */
      readonly format?: unknown;
    };

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

export interface ReasoningWish {
  readonly effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  /** The most tokens to think with (Claude's budget, Gemini's `thinkingBudget`); -1 leaves it to the model. */
  readonly budgetTokens?: number;
  /** Whether the caller wants to read the thoughts, or a summary of them. */
  readonly visible?: boolean;
}

export type OutputFormat =
  | { readonly type: 'json' }
  | {
      readonly type: 'json-schema';
      readonly name?: string;
      readonly schema: Readonly<Record<string, unknown>>;
      readonly strict?: boolean;
    };
