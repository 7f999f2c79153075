import type { ModelEvent } from '../exchange/events';
import type { CallFailure } from '../exchange/failure';
import { Losses } from '../exchange/losses';
import type { ModelRequest } from '../exchange/request';
import { inTurns } from '../demo-model';
import { protocols } from '../protocols';
import type { AnswerContext, Protocol, ProtocolName, StreamReader } from '../protocols/protocol';
import { SseFrames } from '../sse/frames';
import { ForbiddenAddress } from './address-guard';
import { quoting, UpstreamFailure, type Quote } from '../upstream-failure';
import {
  eventWriting,
  type EventWriting,
  passingThrough,
  translating,
  type CallerRequest,
  type Conversion,
  type Piece,
} from './conversion';
import { protocolRoot } from './base-url';
import { discreet, quoted } from './discreet';
import type { UpstreamHttp, UpstreamReply, UpstreamTimeouts } from './http-client';
import { Opening } from './opening';
import { refusalOf } from './refusal';

/** What an upstream is spoken to in: its main protocol first, then the others that it understands as well. */
const SPOKEN = {
  openai: ['openai-chat', 'openai-completions', 'openai-images'],
  responses: ['openai-responses'],
  claude: ['claude'],
  gemini: ['gemini'],
} as const satisfies Readonly<Record<string, readonly [ProtocolName, ...ProtocolName[]]>>;

/** The kinds of upstream: a vendor's API, or the demo model of this installation. */
export type UpstreamKind = keyof typeof SPOKEN | 'demo';

export interface Upstream {
  readonly kind: UpstreamKind;
  /** As it was given: see `protocolRoot`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Whether it is an access token, which goes into `Authorization` whatever header the vendor's keys have. */
  readonly bearer?: boolean | undefined;
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
  /**
   * Asks an upstream in no caller's name, and answers what it says, as it says it.
   * @throws UpstreamFailure; the signal's reason when aborted.
   */
  events(upstream: Upstream, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent, void>;
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
  /** The upstream's reply, which is a success. */
  async function post(
    upstream: Upstream,
    { upstream: side }: Protocol,
    {
      path,
      body,
      stream,
      isSame,
    }: {
      readonly path: string;
      readonly body: Buffer | string;
      readonly stream: boolean;
      readonly isSame: boolean;
    },
    signal: AbortSignal,
  ): Promise<UpstreamReply> {
    const asked = http.post({
      url: `${protocolRoot(upstream.kind, upstream.baseUrl)}${path}`,
      headers: {
        'content-type': 'application/json',
        accept: stream ? 'text/event-stream' : 'application/json',
        ...credentials(upstream, side),
      },
      body,
      proxy: upstream.proxy,
      timeouts: upstream.timeouts,
      signal,
    });
    const reply = await asked.catch(notAllowed);
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw await refusalOf(reply, side, quotingOf(upstream), isSame);
  }

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
      const quote = quotingOf(upstream);
      const conversion = discreet(
        same
          ? passingThrough(request, upstream.model, context)
          : translating(request, protocol, upstream.model, context),
        quote,
      );
      const { stream } = request;
      const reply = await post(upstream, protocol, { ...conversion, stream, isSame: same }, signal);
      const { fail } = conversion;
      if (!stream) return { pieces: wholeAnswer(reply, conversion), fail };
      if (isEventStream(reply))
        return { pieces: streamedAnswer(reply, conversion, upstream.timeouts.headersMs), fail };
      return { pieces: unstreamedAnswer(reply, protocol, request, context, quote), fail };
    },

    async *events(upstream, request, signal) {
      if (upstream.kind === 'demo') return yield* inTurns(demo(request), signal);
      const protocol = protocols[SPOKEN[upstream.kind][0]];
      const { path, body } = protocol.upstream.writeRequest(request, upstream.model, new Losses());
      const { stream } = request;
      const asked = { path, body: JSON.stringify(body), stream, isSame: false };
      const reply = await post(upstream, protocol, asked, signal);
      if (stream && isEventStream(reply)) yield* streamedEvents(reply, protocol.upstream.streamReader());
      else yield* protocol.upstream.readAnswer(jsonOf(await reply.whole(LARGEST_ANSWER)));
    },
  };
}

async function* streamedEvents(reply: UpstreamReply, reader: StreamReader): AsyncGenerator<ModelEvent, void> {
  const frames = new SseFrames();
  for await (const chunk of reply.chunks()) {
    for (const frame of frames.push(chunk)) yield* reader.read(frame);
  }
  const last = frames.end();
  if (last?.data !== undefined) yield* reader.read(last);
  yield* reader.end();
}

/** An address where calls may not go is its channel's fault, and is not told. */
function notAllowed(error: unknown): never {
  if (!(error instanceof ForbiddenAddress)) throw error;
  throw new UpstreamFailure('The upstream is where calls may not go', { retryable: false, cause: error });
}

/** The headers that say who asks, and in which version of the protocol. */
function credentials(
  { apiKey, bearer = false }: Upstream,
  side: Protocol['upstream'],
): Readonly<Record<string, string>> {
  const usual = Object.entries(side.headers(apiKey));
  if (!bearer) return Object.fromEntries(usual);
  return {
    ...Object.fromEntries(usual.filter(([, value]) => value !== apiKey)),
    authorization: `Bearer ${apiKey}`,
  };
}

/** Upstreams' words without their keys and addresses. */
function quotingOf({ apiKey, baseUrl }: Upstream): Quote {
  const { host, hostname } = new URL(baseUrl);
  return quoting(apiKey, host, hostname);
}

async function* wholeAnswer(reply: UpstreamReply, conversion: Conversion): AsyncGenerator<Piece, void> {
  yield conversion.answer(await reply.whole(LARGEST_ANSWER));
}

async function* streamedAnswer(
  reply: UpstreamReply,
  conversion: Conversion,
  openingMs: number,
): AsyncGenerator<Piece, void> {
  const frames = new SseFrames();
  const opening = new Opening(openingMs);
  let ended = false;
  for await (const chunk of reply.chunks()) {
    // What follows the end is read, so that the connection can be used again, and thrown away.
    if (ended) continue;
    for (const frame of frames.push(chunk)) {
      const piece = conversion.frame(frame);
      opening.see(frame, piece);
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
  const body = jsonOf(await reply.whole(LARGEST_ANSWER));
  const events = quoted(() => upstream.readAnswer(body), quote);
  yield eventWriting(request, context).more(events);
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8')) as unknown;
  } catch (cause) {
    throw new UpstreamFailure('The upstream answered with neither a stream nor JSON', {
      retryable: false,
      cause,
    });
  }
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
  const events = namedAnew(demo(caller.readRequest(request.body, request.target)));
  if (!request.stream) {
    yield writing.whole([...events]);
    return;
  }
  for await (const event of inTurns(events, signal)) yield writing.more([event]);
}

/** The demo model says the same to the same request, its id and all: each answer gets one of its own. */
function* namedAnew(events: Iterable<ModelEvent>): Generator<ModelEvent, void> {
  for (const event of events) yield event.type === 'start' ? { ...event, id: '' } : event;
}

function isEventStream({ headers }: UpstreamReply): boolean {
  const type = headers['content-type'];
  return typeof type === 'string' && type.includes('text/event-stream');
}
