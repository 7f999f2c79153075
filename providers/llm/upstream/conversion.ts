import { isContent, type ModelEvent } from '../exchange/events';
import type { CallFailure } from '../exchange/failure';
import type {
  AnswerContext,
  CallTarget,
  JsonObject,
  PassThrough,
  Protocol,
  StreamWriter,
} from '../protocols/protocol';
import type { SseFrame } from '../sse/frames';

/** A caller's request, as it came. */
export interface CallerRequest {
  readonly protocol: Protocol;
  readonly raw: Buffer;
  readonly body: JsonObject;
  readonly target: CallTarget;
  readonly stream: boolean;
  /** Where the protocol has two ways to stream (Gemini's), the one that was asked for. */
  readonly writer?: (context: AnswerContext) => StreamWriter;
}

/** A part of an answer: the bytes for the caller, if any, and what they say. */
export interface Piece {
  readonly bytes: Buffer | string | undefined;
  readonly events: readonly ModelEvent[];
}

/** One call between a caller's protocol and an upstream's: what is sent, and what comes back made fit for the caller. */
export interface Conversion {
  readonly path: string;
  readonly body: Buffer | string;
  /** A whole answer. @throws UpstreamFailure */
  answer(raw: Buffer): Piece;
  /** A frame of a stream. @throws UpstreamFailure */
  frame(frame: SseFrame): Piece;
  /** The end of a stream. @throws UpstreamFailure when it was cut. */
  end(): Piece;
  /** The error that ends a stream which has begun. */
  fail(failure: CallFailure, requestId: string): string;
}

/**
 * Caller and upstream speak the same protocol: the bytes pass through.
 * @param model what the upstream calls the model.
 */
export function passingThrough(request: CallerRequest, model: string, context: AnswerContext): Conversion {
  const { protocol, raw, body, target, stream } = request;
  const { losses } = context;
  const pass: PassThrough = protocol.upstream.passThrough({ raw, body, target, model, stream, losses });
  let start: ModelEvent | undefined;
  let passed = 0;
  return {
    path: pass.path,
    body: pass.body,
    answer: (bytes) => pass.answer(bytes),
    frame(frame) {
      const piece = pass.frame(frame);
      start ??= piece.events.find(({ type }) => type === 'start');
      if (frame.data !== undefined) passed += 1;
      return piece;
    },
    end: () => ({ bytes: undefined, events: pass.end() }),
    fail(failure, requestId) {
      const writing = eventWriting(request, context);
      // The caller has the beginning from the upstream: the writer shall know of it, and not begin again.
      if (start) writing.more([start]);
      writing.continueAfter(passed);
      return writing.fail(failure, requestId);
    },
  };
}

/** They speak two: what the upstream cannot be told, and what the caller cannot, is in `context.losses`. */
export function translating(
  request: CallerRequest,
  upstream: Protocol,
  model: string,
  context: AnswerContext,
): Conversion {
  const { caller } = request.protocol;
  for (const field of caller.uncarried?.(request.body) ?? []) context.losses.add(field);
  const asked = caller.readRequest(request.body, request.target);
  const { path, body } = upstream.upstream.writeRequest(asked, model, context.losses);
  const reader = upstream.upstream.streamReader();
  const writing = eventWriting(request, context);
  return {
    path,
    body: JSON.stringify(body),
    answer: (raw) => writing.whole(upstream.upstream.readAnswer(parsed(raw))),
    frame: (frame) => writing.more(reader.read(frame)),
    end: () => writing.more(reader.end()),
    fail: (failure, requestId) => writing.fail(failure, requestId),
  };
}

/** Turns events into what the caller gets. */
export interface EventWriting {
  whole(events: readonly ModelEvent[]): Piece;
  /** The closing bytes come with the event `end`. */
  more(events: readonly ModelEvent[]): Piece;
  /** So many frames of the upstream's own were sent. */
  continueAfter(frames: number): void;
  fail(failure: CallFailure, requestId: string): string;
}

export function eventWriting({ protocol, writer }: CallerRequest, context: AnswerContext): EventWriting {
  const { caller } = protocol;
  let open: StreamWriter | undefined;
  const stream = () => (open ??= writer ? writer(context) : caller.streamWriter(context));
  return {
    whole: (events) => ({ bytes: JSON.stringify(caller.writeAnswer(events, context)), events }),
    more(events) {
      let bytes = '';
      for (const event of events) {
        bytes += stream().write(event);
        if (event.type === 'end') bytes += stream().close();
      }
      return { bytes: bytes === '' ? undefined : bytes, events };
    },
    continueAfter: (frames) => stream().continueAfter?.(frames),
    fail: (failure, requestId) => stream().fail(failure, requestId),
  };
}

/** Whether a piece says something: with it the answer has begun, and no other upstream can take over. */
export function hasContent({ events }: Piece): boolean {
  return events.some((event) => isContent(event) || event.type === 'end');
}

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch {
    return undefined; // which no protocol takes for an answer
  }
}
