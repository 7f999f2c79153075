import type { ModelEvent } from '../exchange/events';
import type { CallFailure } from '../exchange/failure';
import type { ModelRequest } from '../exchange/request';
import { protocols } from '../protocols';
import type { AnswerContext, Protocol, ProtocolName } from '../protocols/protocol';
import { SseFrames } from '../sse/frames';
import { quoting, UpstreamFailure, type Quote } from '../upstream-failure';
import { ForbiddenAddress } from './address-guard';
import {
  eventWriting,
  type EventWriting,
  passingThrough,
  translating,
  type CallerRequest,
  type Conversion,
  type Piece,
} from './conversion';
import type { UpstreamCall, UpstreamHttp, UpstreamReply, UpstreamTimeouts } from './http-client';
import { refusalOf } from './refusal';

/** What an upstream is spoken to in: its main protocol first, then the others that it understands as well. */
const SPOKEN = {
  openai: ['openai-chat', 'openai-completions'],
  responses: ['openai-responses'],
  claude: ['claude'],
  gemini: ['gemini'],
} as const satisfies Readonly<Record<string, readonly [ProtocolName, ...ProtocolName[]]>>;

/** The kinds of upstream: a vendor's API, or the demo model of this installation. */
export type UpstreamKind = keyof typeof SPOKEN | 'demo';

export interface Upstream {
  readonly kind: UpstreamKind;
  /** Without a slash at its end; an OpenAI upstream's with its version, the others' without. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** What the upstream calls the model. */
  readonly model: string;
  readonly proxy?: string | undefined;
  readonly timeouts: UpstreamTimeouts;
}

/** An upstream's answer, piece by piece; a whole one comes as one piece. */
export interface UpstreamAnswer {
  /**
   * Ends after the piece with the event `end`. Leaving the loop early aborts the upstream's work.
   * @throws UpstreamFailure when it fails or is cut; the signal's reason when aborted.
   */
  readonly pieces: AsyncGenerator<Piece, void>;
  /** The error that ends a stream which has begun, for the caller. */
  fail(failure: CallFailure, requestId: string): string;
}

export interface Upstreams {
  /**
   * Asks an upstream, and answers once it began to answer.
   * @throws UpstreamFailure; CallFailure for a request that cannot be translated; the signal's reason when aborted.
   */
  ask(
    upstream: Upstream,
    request: CallerRequest,
    context: AnswerContext,
    signal: AbortSignal,
  ): Promise<UpstreamAnswer>;
}

/** The demo model: the events of its answer to a request. */
export type DemoModel = (request: ModelRequest) => Iterable<ModelEvent>;

/** The most bytes of a whole answer: pictures come in one. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export function createUpstreams({
  http,
  demo,
}: {
  readonly http: UpstreamHttp;
  readonly demo: DemoModel;
}): Upstreams {
  return {
    async ask(upstream, request, context, signal) {
      if (upstream.kind === 'demo') {
        const writing = eventWriting(request, context);
        return { pieces: askDemo(demo, request, context, writing, signal), fail: writing.fail };
      }
      const spoken: readonly ProtocolName[] = SPOKEN[upstream.kind];
      // Another way to stream than the upstream's has to be written anew.
      const same = spoken.includes(request.protocol.name) && !request.writer;
      const protocol = same ? request.protocol : protocols[SPOKEN[upstream.kind][0]];
      const quote = quoting(upstream.apiKey, new URL(upstream.baseUrl).host);
      const conversion = discreet(
        same
          ? passingThrough(request, upstream.model, context)
          : translating(request, protocol, upstream.model, context),
        quote,
      );
      const reply = await post(http, {
        url: `${upstream.baseUrl}${conversion.path}`,
        headers: {
          'content-type': 'application/json',
          accept: request.stream ? 'text/event-stream' : 'application/json',
          ...protocol.upstream.headers(upstream.apiKey),
        },
        body: conversion.body,
        proxy: upstream.proxy,
        timeouts: upstream.timeouts,
        signal,
      });
      if (reply.status < 200 || reply.status >= 300) {
        throw await refusalOf(reply, protocol.upstream, quote);
      }
      const { fail } = conversion;
      if (!request.stream) return { pieces: wholeAnswer(reply, conversion), fail };
      if (isEventStream(reply)) return { pieces: streamedAnswer(reply, conversion), fail };
      return { pieces: unstreamedAnswer(reply, protocol, request, context, quote), fail };
    },
  };
}

/** An address where calls may not go is its channel's fault, and is not told. */
function post(http: UpstreamHttp, call: UpstreamCall): Promise<UpstreamReply> {
  return http.post(call).catch((error: unknown) => {
    if (!(error instanceof ForbiddenAddress)) throw error;
    throw new UpstreamFailure('The upstream is where calls may not go', { retryable: false, cause: error });
  });
}

/** Keeps keys and addresses out of what upstreams say of failures in their answers. */
function discreet(conversion: Conversion, quote: Quote): Conversion {
  return {
    ...conversion,
    answer: (raw) => quoted(() => conversion.answer(raw), quote),
    frame: (frame) => quoted(() => conversion.frame(frame), quote),
    end: () => quoted(() => conversion.end(), quote),
  };
}

function quoted<T>(work: () => T, quote: Quote): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    const { status, retryAfterMs, retryable, timedOut, said, code, cause } = error;
    throw new UpstreamFailure(quote(error.message), {
      retryable,
      timedOut,
      code,
      cause,
      said: said === undefined ? undefined : quote(said),
      ...(status !== undefined && { status }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}

async function* wholeAnswer(reply: UpstreamReply, conversion: Conversion): AsyncGenerator<Piece, void> {
  yield conversion.answer(await reply.whole(LARGEST_ANSWER));
}

async function* streamedAnswer(reply: UpstreamReply, conversion: Conversion): AsyncGenerator<Piece, void> {
  const frames = new SseFrames();
  let ended = false;
  for await (const chunk of reply.chunks()) {
    // What follows the end is read, so that the connection can be used again, and thrown away.
    if (ended) continue;
    for (const frame of frames.push(chunk)) {
      const piece = conversion.frame(frame);
      yield piece;
      if (piece.events.some(({ type }) => type === 'end')) {
        ended = true;
        break;
      }
    }
  }
  if (ended) return;
  const last = frames.end();
  if (last?.data !== undefined) yield conversion.frame(last);
  yield conversion.end();
}

/** An upstream that was asked to stream and answered whole: the caller gets a stream all the same. */
async function* unstreamedAnswer(
  reply: UpstreamReply,
  { upstream }: Protocol,
  request: CallerRequest,
  context: AnswerContext,
  quote: Quote,
): AsyncGenerator<Piece, void> {
  const raw = await reply.whole(LARGEST_ANSWER);
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch (cause) {
    throw new UpstreamFailure('The upstream answered with neither a stream nor JSON', {
      retryable: true,
      cause,
    });
  }
  const events = quoted(() => upstream.readAnswer(body), quote);
  yield eventWriting(request, context).more(events);
}

/** The demo model is no server: it is given the request, and its events are written for the caller. */
async function* askDemo(
  demo: DemoModel,
  request: CallerRequest,
  context: AnswerContext,
  writing: EventWriting,
  signal: AbortSignal,
): AsyncGenerator<Piece, void> {
  const { caller } = request.protocol;
  for (const field of caller.uncarried?.(request.body) ?? []) context.losses.add(field);
  const events = demo(caller.readRequest(request.body, request.target));
  if (!request.stream) {
    yield writing.whole([...events]);
    return;
  }
  for (const event of events) {
    // Lets other work of the process run between two pieces, and the caller hang up.
    await new Promise(setImmediate);
    signal.throwIfAborted();
    yield writing.more([event]);
  }
}

function isEventStream({ headers }: UpstreamReply): boolean {
  const type = headers['content-type'];
  return typeof type === 'string' && type.includes('text/event-stream');
}
