import { quoting, UpstreamFailure } from '../../upstream-failure';
import { asCount, asObject, asText, asWords, parseJson } from '../json';
import { AnswerReader } from './answer-reader';
import { failureOf, settle, startOf } from './read-answer';
import type { ModelEvent } from '../../exchange/events';
import type { SseFrame } from '../../sse/frames';
import type { JsonObject, StreamReader } from '../protocol';

const quote = quoting('');

/**
 * Reads a Responses stream. Events and items that it does not know are passed over; what came only whole, without
 * deltas, counts as well.
 */
export function streamReader(): StreamReader {
  const answer = new AnswerReader();
  let finished = false;
  return {
    read(frame: SseFrame): ModelEvent[] {
      if (finished || frame.data === undefined || frame.data === '' || frame.data === '[DONE]') return [];
      const event = asObject(parseJson(frame.data));
      if (!event) {
        throw new UpstreamFailure(`A frame of the upstream's is no event: ${quote(frame.data)}`, {
          retryable: true,
        });
      }
      finished = readEvent(answer, asWords(event['type']) ?? frame.event, event);
      return answer.taken();
    },
    end() {
      if (finished) return [];
      throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
    },
  };
}

/** Answers whether it was the last one. @throws UpstreamFailure for one that says the answer failed. */
function readEvent(answer: AnswerReader, type: string, event: JsonObject): boolean {
  const at = asCount(event['output_index']) ?? answer.indexOf(asText(event['item_id']));
  const delta = asText(event['delta']) ?? '';
  switch (type) {
    case 'error':
    case 'response.failed':
    case 'response.cancelled':
      throw failureOf(event);
    case 'response.completed':
    case 'response.incomplete':
    case 'response.done':
      settle(answer, asObject(event['response']) ?? {});
      return true;
    case 'response.created':
    case 'response.queued':
    case 'response.in_progress':
      answer.start(startOf(asObject(event['response']) ?? {}));
      return false;
    case 'response.output_item.added':
      answer.itemAdded(at, asObject(event['item']) ?? {});
      return false;
    case 'response.output_item.done':
      answer.itemDone(at, asObject(event['item']) ?? {});
      return false;
    case 'response.content_part.added': {
      const kind = asObject(event['part'])?.['type'];
      if (kind === 'output_text' || kind === 'refusal') answer.part(at, partOf(event), kind);
      return false;
    }
    case 'response.output_text.delta':
      answer.partDelta(at, partOf(event), 'output_text', delta);
      return false;
    case 'response.refusal.delta':
      answer.partDelta(at, partOf(event), 'refusal', delta);
      return false;
    case 'response.function_call_arguments.delta':
    case 'response.custom_tool_call_input.delta':
      answer.callDelta(at, delta);
      return false;
    case 'response.reasoning_summary_text.delta':
      answer.thought(at, asCount(event['summary_index']) ?? 0, delta);
      return false;
    case 'response.reasoning_text.delta':
      answer.thought(at, asCount(event['content_index']) ?? 0, delta);
      return false;
    default:
      return false;
  }
}

function partOf(event: JsonObject): number {
  return asCount(event['content_index']) ?? 0;
}
