import type { CallFailure } from '../exchange/failure';
import type { ModelEvent } from '../exchange/events';
import type { Losses } from '../exchange/losses';
import type { ModelRequest } from '../exchange/request';
import type { SseFrame } from '../sse/frames';

/** The protocols of model calls, each spoken by callers to us and by us to upstreams. */
export const PROTOCOLS = [
  'openai-chat',
  'openai-completions',
  'openai-responses',
  'openai-images',
  'claude',
  'gemini',
] as const;

export type ProtocolName = (typeof PROTOCOLS)[number];

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Protocol {
  readonly name: ProtocolName;
  readonly caller: CallerSide;
  readonly upstream: UpstreamSide;
}

/** How callers speak a protocol to us. */
export interface CallerSide {
  /**
   * @param target what the path says (Gemini's model and action); empty for protocols whose body says it all.
   * @throws CallFailure `invalid` that names the field.
   */
  readRequest(body: JsonObject, target: CallTarget): ModelRequest;
  /** The fields of a request that the neutral one does not carry. */
  uncarried?(body: JsonObject): readonly string[];
  /** The whole answer. The events are those of one answer, from `start` to `end`. */
  writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject;
  /** A streamed answer, event by event. */
  streamWriter(context: AnswerContext): StreamWriter;
  writeFailure(
    failure: CallFailure,
    requestId: string,
  ): { readonly status: number; readonly body: JsonObject };
}

export interface CallTarget {
  readonly model?: string;
  readonly stream?: boolean;
}

/** What a writer needs besides the events. */
export interface AnswerContext {
  /** The id that the answer gets where the upstream's does not fit this protocol; random characters. */
  readonly id: string;
  /** The model as the caller named it. */
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
  /** The caller's request, for what an answer repeats of it (Responses' `tools`) or makes depend on it. */
  readonly body: JsonObject;
  readonly losses: Losses;
}

/** Each answers the bytes to send, as text; empty for nothing yet. */
export interface StreamWriter {
  write(event: ModelEvent): string;
  /** After `end`: what the protocol closes a stream with, such as `[DONE]`. */
  close(): string;
  /** So many frames of the upstream's own were sent: a protocol that numbers its frames goes on from there. */
  continueAfter?(frames: number): void;
  /** A failure after the answer began: the protocol's own error inside the stream. Nothing follows. */
  fail(failure: CallFailure, requestId: string): string;
}

/** How we speak a protocol to upstreams. */
export interface UpstreamSide {
  /** The request's body, and its path below the upstream's base URL with a slash at its start. */
  writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest;
  /** The headers that carry a key, and what the protocol wants beside it. */
  headers(apiKey: string): Readonly<Record<string, string>>;
  /** A whole answer. @throws UpstreamFailure when it is none. */
  readAnswer(body: unknown): ModelEvent[];
  streamReader(): StreamReader;
  /** What an error body says, for a status of 400 and above. */
  readFailure(body: unknown): UpstreamComplaint;
  /** The caller's own request and the upstream's own answer, as they are but for what must change. */
  passThrough(request: PassThroughRequest): PassThrough;
}

export interface UpstreamRequest {
  readonly path: string;
  readonly body: JsonObject;
}

export interface UpstreamComplaint {
  readonly message: string;
  readonly code?: string;
  /** The field of the request that it is about, as the protocol names it. */
  readonly field?: string;
}

export interface StreamReader {
  /** @throws UpstreamFailure for a frame that makes no sense, or that is an error of the upstream. */
  read(frame: SseFrame): ModelEvent[];
  /** The stream is over. @throws UpstreamFailure when it was cut: it had not reached its proper end. */
  end(): ModelEvent[];
}

export interface PassThroughRequest {
  /** The body as it came, and as it reads. */
  readonly raw: Buffer;
  readonly body: JsonObject;
  readonly target: CallTarget;
  /** The model as the upstream knows it. */
  readonly model: string;
  readonly stream: boolean;
  /** For what has to be taken out: seals of other families, which an upstream refuses. */
  readonly losses?: Losses;
}

/** A call whose caller and upstream speak the same protocol. */
export interface PassThrough {
  readonly path: string;
  /** `raw` itself where nothing must change. */
  readonly body: Buffer | string;
  /** The whole answer's bytes for the caller, and the events that it stands for. @throws UpstreamFailure */
  answer(raw: Buffer): { readonly bytes: Buffer | string; readonly events: readonly ModelEvent[] };
  /**
   * One frame of a stream: the bytes for the caller (undefined when the caller gets none of it), and its events.
   * @throws UpstreamFailure as `StreamReader.read` does.
   */
  frame(frame: SseFrame): {
    readonly bytes: Buffer | string | undefined;
    readonly events: readonly ModelEvent[];
  };
  /** The stream is over. @throws UpstreamFailure when it was cut. */
  end(): readonly ModelEvent[];
}
