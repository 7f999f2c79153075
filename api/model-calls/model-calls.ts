import { newCallId, type CallFacts } from '../../domain/gateway/call';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { protocols } from '../../providers/llm/protocols';
import type {
  AnswerContext,
  CallTarget,
  JsonObject,
  ProtocolName,
  StreamWriter,
} from '../../providers/llm/protocols/protocol';
import type { CallerRequest } from '../../providers/llm/upstream/conversion';
import type { RawCall, RawHandler } from '../router/raw';
import { callerAnswer } from './caller';
import { failureIn } from './failure-answer';
import type { Entrance, Entry } from './entrance';
import type { Refusals } from './refusals';
import type { BodyReader } from './request';
import { createStory, type StoryDependencies } from './story';
import type { Listener, Transcripts } from './transcripts';

/** Where a call's model and wishes stand besides its body. */
export interface Reading {
  readonly protocol: ProtocolName;
  /** What the path and the query say. */
  readonly target?: (call: RawCall, body: JsonObject) => CallTarget;
  /** Another way to stream than the protocol's usual one, and its content type. */
  readonly streaming?: (
    call: RawCall,
  ) => { readonly type: string; readonly writer: (context: AnswerContext) => StreamWriter } | undefined;
}

export interface ModelCalls {
  /** The code of an operation that takes model calls in a protocol. */
  endpoint(reading: Reading): RawHandler;
}

const EVENT_STREAM = 'text/event-stream; charset=utf-8';

export interface ModelCallDependencies extends StoryDependencies {
  readonly entrance: Entrance;
  readonly readBody: BodyReader;
  readonly refusals: Refusals;
  /** Undefined where nothing is kept of what is said. */
  readonly transcripts: Transcripts | undefined;
}

export function createModelCalls(dependencies: ModelCallDependencies): ModelCalls {
  const { clock, refusals, transcripts, entrance, readBody } = dependencies;
  const tell = createStory(dependencies);

  return {
    endpoint(reading) {
      const protocol = protocols[reading.protocol];
      return {
        async run(call) {
          const came = clock.now();
          let seen: CallTarget = {};
          let isOpen = false;
          let listener: Listener | undefined;
          let entry: Entry | undefined;
          try {
            entry = await entrance.enter(call, reading.protocol);
            const { raw, body } = await readBody(call, entry.largestBody);
            seen = reading.target?.(call, body) ?? targetOf(body);
            const model = modelOf(seen);
            const stream = seen.stream === true;
            const streaming = stream ? reading.streaming?.(call) : undefined;
            const writer = streaming && { writer: streaming.writer };
            const request: CallerRequest = { protocol, raw, body, target: seen, stream, ...writer };
            const caller = callerAnswer(call.res, stream ? (streaming?.type ?? EVENT_STREAM) : undefined);
            const id = newCallId(clock.now());
            listener = transcripts?.listen(id, raw, caller);
            const opened = () => (isOpen = true);
            const { rights } = entry;
            await tell({ id, call, rights, request, model, caller: listener?.caller ?? caller, opened });
          } catch (error) {
            const facts = factsOf(call, came, reading.protocol, seen);
            if (facts && !isOpen) refusals.note(facts, error, call.req.context.language);
            throw error;
          } finally {
            entry?.leave();
            if (isOpen) listener?.done();
          }
        },
        failure: failureIn(protocol),
      };
    },
  };
}

/** What is known of a call that is not let in; nothing is written of one by nobody. */
function factsOf(
  { req, surface, user }: RawCall,
  createdAt: Date,
  protocol: ProtocolName,
  { model = '', stream }: CallTarget,
): CallFacts | undefined {
  if (!user) return undefined;
  return {
    id: newCallId(createdAt),
    userId: user.userId,
    keyId: user.key?.keyId ?? null,
    surface,
    model,
    protocol,
    ip: req.ip ?? '',
    userAgent: req.get('user-agent') ?? '',
    streamed: stream === true,
    createdAt,
  };
}

function targetOf(body: JsonObject): CallTarget {
  const { model, stream } = body;
  return { ...(typeof model === 'string' && { model }), stream: stream === true };
}

const LONGEST_NAME = 200;

function modelOf({ model }: CallTarget): string {
  if (model === undefined || model.trim() === '') {
    throw new CallFailure(
      'invalid',
      { zh: '请求没有指定模型', en: 'The request names no model.' },
      { field: 'model' },
    );
  }
  if (model.length > LONGEST_NAME) {
    throw new CallFailure(
      'invalid',
      { zh: '模型名称过长', en: 'The model’s name is too long.' },
      { field: 'model' },
    );
  }
  return model;
}
