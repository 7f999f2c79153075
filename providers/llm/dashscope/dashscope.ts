import { dashScopeCalls } from '../../dashscope/calls';
import { isWithheld } from '../../dashscope/complaints';
import type { ModelEvent } from '../exchange/events';
import { asObject, parseJson } from '../protocols/json';
import { SseFrames } from '../sse/frames';
import type { UpstreamHttp, UpstreamReply } from '../upstream/http-client';
import { UpstreamFailure } from '../upstream-failure';
import type { ModelSource } from '../vendor-model';
import { DashscopeAnswer } from './answer';
import { writeDashscopeRequest } from './request';

const PATH = '/services/aigc/text-generation/generation';
/** The most bytes of a whole answer. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/**
 * Alibaba's text models in DashScope's own protocol, beside the gateway's stack: they are asked at once and answer in a
 * stream of events, or whole. (Its images and videos are submitted and asked for.) The base URL ends in `/api/v1`.
 */
export function createDashscope({ http }: { readonly http: UpstreamHttp }): ModelSource<'dashscope'> {
  return {
    async *events({ baseUrl, apiKey, model, timeouts }, request, signal) {
      const { call, quote } = dashScopeCalls({ baseUrl, apiKey, http });
      const answer = new DashscopeAnswer(model, quote);
      let reply: UpstreamReply;
      try {
        const json = writeDashscopeRequest(request, model);
        const headers = request.stream ? STREAMED : WHOLE;
        reply = await call({ path: PATH, headers, json, timeouts, signal });
      } catch (refusal) {
        if (!(refusal instanceof UpstreamFailure) || !isWithheld(refusal.code)) throw refusal;
        yield* answer.failed({ code: refusal.code ?? '' }, refusal.status);
        return;
      }
      if (request.stream) yield* streamed(reply, answer);
      else yield* whole(await reply.whole(LARGEST_ANSWER), answer);
    },
  };
}

const STREAMED = { accept: 'text/event-stream', 'x-dashscope-sse': 'enable' };
const WHOLE = { accept: 'application/json' };

async function* streamed(reply: UpstreamReply, answer: DashscopeAnswer): AsyncGenerator<ModelEvent, void> {
  const frames = new SseFrames();
  for await (const chunk of reply.chunks()) {
    for (const frame of frames.push(chunk)) yield* answer.frame(frame);
  }
  const last = frames.end();
  if (last) yield* answer.frame(last);
  answer.over();
}

function* whole(bytes: Buffer, answer: DashscopeAnswer): Generator<ModelEvent, void> {
  const body = asObject(parseJson(bytes.toString('utf8')));
  if (!body) throw new UpstreamFailure('The upstream answered with no JSON', { retryable: true });
  yield* answer.read(body);
  answer.over();
}
