import type { ProtocolName } from './call';

/** One answer, in no protocol's words. A text alone stands for `{ text }`. */
export interface Reply {
  readonly thinking?: string;
  /** The thoughts are withheld: Claude sends them as `redacted_thinking`. */
  readonly redacted?: boolean;
  readonly text?: string;
  readonly tools?: readonly ScriptedTool[];
  readonly refusal?: string;
  /** A picture that the model made, in base64. */
  readonly image?: { readonly mediaType: string; readonly data: string };
  /** Why it ended; by default what follows from the rest. */
  readonly stop?: Stop;
  /** Counts in place of those that follow from the text. */
  readonly usage?: Partial<Usage>;
  /** Characters in each piece of a stream; a word by default. */
  readonly chunkSize?: number;
  /** Milliseconds between the frames of a stream. */
  readonly delayMs?: number;
}

export interface ScriptedTool {
  readonly name: string;
  /** An object for a function; a text is sent as it is, for a custom tool or for arguments that are no JSON. */
  readonly args: Readonly<Record<string, unknown>> | string;
}

export const STOPS = ['stop', 'tools', 'length', 'sequence', 'refusal', 'filter', 'pause'] as const;
export type Stop = (typeof STOPS)[number];

/**
 * Tokens. `input` is the whole prompt, with what was read from and written to a cache; `output` is all that the
 * model wrote, with its thoughts. Each protocol counts these together or apart as its vendor does.
 */
export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
}

export interface Script {
  /** Queues answers, each for one request, for one protocol or for whichever comes. */
  add(replies: readonly (Reply | string)[], protocol?: ProtocolName): void;
  /** The answer that is next, if one is scripted. */
  next(protocol: ProtocolName): Reply | undefined;
  clear(): void;
}

export function createScript(): Script {
  let queue: { readonly reply: Reply; readonly protocol?: ProtocolName | undefined }[] = [];
  return {
    add: (replies, protocol) =>
      void queue.push(...replies.map((reply) => ({ reply: asReply(reply), protocol }))),
    next(protocol) {
      const at = queue.findIndex((entry) => entry.protocol === undefined || entry.protocol === protocol);
      return at < 0 ? undefined : queue.splice(at, 1)[0]?.reply;
    },
    clear: () => void (queue = []),
  };
}

export function asReply(reply: Reply | string): Reply {
  return typeof reply === 'string' ? { text: reply } : reply;
}
