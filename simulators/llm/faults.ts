import type { ProtocolName } from './call';
import type { ErrorForm } from './vendor';

/**
 * Where in a stream something happens: before the frame number `afterFrames` (from 0), or after so many frames with
 * content (0: all that leads up to the answer has been sent, and nothing of it). Without either: just before the
 * stream's proper end. A whole answer breaks at its middle.
 */
export interface Point {
  readonly afterFrames?: number;
  readonly afterContent?: number;
}

/** What a request meets instead of, or together with, a good answer. */
export type Fault =
  /** The vendor's own error body, or with this message and code; `retryAfter` is in seconds or a date. */
  | ({ readonly kind: 'status'; readonly status: number; readonly retryAfter?: string } & Words)
  /** An error body with status 200. */
  | ({ readonly kind: 'error-body' } & Words)
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Waits before the headers. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  /** Drops the connection before any answer. */
  | { readonly kind: 'reset' }
  /** Sends the headers, then nothing. */
  | { readonly kind: 'headers-only' }
  /** One byte every so many milliseconds. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** Says nothing more, drops the connection, or ends cleanly but without the terminal event. */
  | ({ readonly kind: 'stall' | 'cut' | 'end' } & Point)
  /** A frame with half of its JSON; the rest of the stream follows. */
  | ({ readonly kind: 'malformed' } & Point)
  /** The protocol's own error in place of the next frame, and the end. */
  | ({ readonly kind: 'error-event'; readonly form?: ErrorForm; readonly status?: number } & Point & Words)
  /** Content without end, a frame every so many milliseconds or as fast as it is read. */
  | { readonly kind: 'endless'; readonly everyMs?: number }
  /** One frame without end. */
  | { readonly kind: 'endless-frame' }
  | { readonly kind: 'content-type'; readonly value: string }
  /** Each byte is written by itself. */
  | { readonly kind: 'split-bytes' }
  | { readonly kind: 'crlf' }
  | { readonly kind: 'multi-line' }
  | { readonly kind: 'comments' }
  | { readonly kind: 'gzip' }
  /** A good answer without the token counts, or with these below zero. */
  | { readonly kind: 'no-usage' }
  | { readonly kind: 'negative-usage' }
  /** Claude's prompt tokens in `message_start` alone, or in `message_delta` alone. */
  | { readonly kind: 'usage-place'; readonly place: 'start' | 'end' }
  /** An answer of so many characters. */
  | { readonly kind: 'huge'; readonly characters: number }
  /** Fragments of parallel tool calls take turns (OpenAI chat). */
  | { readonly kind: 'interleaved' }
  /** The finish reason comes twice (OpenAI chat). */
  | { readonly kind: 'double-finish' };

interface Words {
  readonly message?: string;
  readonly code?: string;
}

export type FaultKind = Fault['kind'];

/** The faults that one request meets together. */
export class FaultSet {
  constructor(readonly all: readonly Fault[]) {}

  get<K extends FaultKind>(kind: K): Extract<Fault, { readonly kind: K }> | undefined {
    return this.all.find((fault): fault is Extract<Fault, { readonly kind: K }> => fault.kind === kind);
  }

  has(kind: FaultKind): boolean {
    return this.get(kind) !== undefined;
  }
}

/** `lookup` is what asks no model: counts of tokens and lists of models. They meet only faults that name them. */
export type FaultTarget = ProtocolName | 'lookup';

export interface FaultRule {
  readonly faults: readonly Fault[];
  /** How many requests meet them; one by default. */
  readonly times?: number | 'always';
  /** Only those that fit all of these. */
  readonly protocol?: FaultTarget;
  readonly key?: string;
  readonly model?: string;
}

export interface FaultPlan {
  add(rule: FaultRule): void;
  /** What the request meets: the first rule that fits, which is then used up by one. */
  take(request: { protocol: FaultTarget; key: string | undefined; model: string }): FaultSet;
  clear(): void;
}

export function createFaultPlan(): FaultPlan {
  let rules: { readonly rule: FaultRule; left: number }[] = [];
  return {
    add: (rule) => void rules.push({ rule, left: rule.times === 'always' ? Infinity : (rule.times ?? 1) }),
    take({ protocol, key, model }) {
      const found = rules.find(
        ({ rule, left }) =>
          left > 0 &&
          (rule.protocol === undefined ? protocol !== 'lookup' : rule.protocol === protocol) &&
          (rule.key === undefined || rule.key === key) &&
          (rule.model === undefined || rule.model === model),
      );
      if (!found) return new FaultSet([]);
      found.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return new FaultSet(found.rule.faults);
    },
    clear: () => void (rules = []),
  };
}
