import type { Usage } from '../../../domain/gateway/usage';
import type { Signature } from './request';

/**
 * An answer as it is made, in no protocol's words. Readers of upstreams' streams make these, and writers turn them
 * into a protocol's frames; an answer that came whole is the same events at once.
 *
 * `start` comes first, and `end` last, both once. Between them blocks open, grow and close: their numbers are
 * 0, 1, 2… in the order in which they open. Several may be open at once, for tools' arguments may come interleaved:
 * a writer whose protocol has one open block at a time keeps the later ones back. Every block is closed before `end`.
 */
export type ModelEvent =
  | StartEvent
  | { readonly type: 'block-start'; readonly index: number; readonly block: Block }
  /** More of a block: text, thoughts, a refusal, or a piece of a tool's input as JSON text. */
  | { readonly type: 'delta'; readonly index: number; readonly text: string }
  /** The seal on a block of thoughts or on a tool's call; once a block at most. */
  | { readonly type: 'signature'; readonly index: number; readonly signature: Signature }
  | { readonly type: 'block-end'; readonly index: number }
  /** What was used so far. Each field that is there replaces the one before: it is never added. */
  | { readonly type: 'usage'; readonly usage: Partial<Usage> }
  | EndEvent;

export interface StartEvent {
  readonly type: 'start';
  /** The answer's id as the upstream gave it; empty where it gave none. */
  readonly id: string;
  /** The model as the upstream names it. */
  readonly model: string;
  /** Seconds since 1970, where the upstream tells. */
  readonly created?: number;
}

export interface EndEvent {
  readonly type: 'end';
  readonly reason: StopReason;
  /** The sequence that stopped it, where the upstream tells. */
  readonly stopSequence?: string;
}

export type Block =
  | { readonly kind: 'text' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'thinking'; readonly redacted?: boolean }
  | { readonly kind: 'tool'; readonly id: string; readonly name: string; readonly custom?: boolean }
  /** A picture that the model made; whole, without deltas. `data` is base64. */
  | { readonly kind: 'image'; readonly mediaType: string; readonly data: string };

/**
 * `stop`: it was done. `tools`: it waits for tools' results. `length`: the limit of tokens. `sequence`: a stop
 * sequence. `refusal`: it would not. `filter`: the upstream withheld it. `pause`: it wants to be asked to go on.
 */
export type StopReason = 'stop' | 'tools' | 'length' | 'sequence' | 'refusal' | 'filter' | 'pause';

/**
 * Whether an event is content: from the first one on, the answer has begun and no other upstream can take over. A block
 * that opens says nothing yet, unless it is a picture, or a tool that is called: that may come without any input.
 */
export function isContent(event: ModelEvent): boolean {
  if (event.type === 'block-start') return event.block.kind === 'image' || event.block.kind === 'tool';
  return event.type === 'delta' || event.type === 'signature';
}
