import { newCallId } from '../../domain/gateway/call';
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
import { createBodyReader } from './request';
import { createStory, type StoryDependencies } from './story';

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

export function createModelCalls(
  dependencies: StoryDependencies & {
    /** The most bytes of a body. */
    readonly largestBody: number;
  },
): ModelCalls {
  const readBody = createBodyReader(dependencies.largestBody);
  const tell = createStory(dependencies);

  return {
    endpoint(reading) {
      const protocol = protocols[reading.protocol];
      return {
        async run(call) {
          const { raw, body } = await readBody(call.req, call.res);
          const target = reading.target?.(call, body) ?? targetOf(body);
          const stream = target.stream === true;
          const streaming = stream ? reading.streaming?.(call) : undefined;
          const request: CallerRequest = {
            protocol,
            raw,
            body,
            target,
            stream,
            ...(streaming && { writer: streaming.writer }),
          };
          await tell({
            id: newCallId(dependencies.clock.now()),
            call,
            request,
            model: modelOf(target),
            caller: callerAnswer(call.res, stream ? (streaming?.type ?? EVENT_STREAM) : undefined),
          });
        },
        failure: failureIn(protocol),
      };
    },
  };
}

function targetOf(body: JsonObject): CallTarget {
  const { model, stream } = body;
  return { ...(typeof model === 'string' && { model }), stream: stream === true };
}

const LONGEST_NAME = 200;

function modelOf({ model }: CallTarget): string {
  if (model === undefined || model.trim() === '') {
    throw new CallFailure('invalid', 'The request names no model.', { field: 'model' });
  }
  if (model.length > LONGEST_NAME) {
    throw new CallFailure('invalid', 'The model’s name is too long.', { field: 'model' });
  }
  return model;
}
