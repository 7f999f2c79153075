import { quoting, UpstreamFailure } from '../../upstream-failure';
import { asList, asNumber, asObject, asText, asWords } from '../json';
import { AnswerReader, readItem } from './answer-reader';
import { readUsage } from './usage';
import type { ModelEvent, StartEvent } from '../../exchange/events';
import type { JsonObject } from '../protocol';

const quote = quoting('');

/** A whole response as an answer's events. @throws UpstreamFailure when it failed, or is none. */
export function readAnswer(body: unknown): ModelEvent[] {
  const response = asObject(body);
  const status = response?.['status'];
  if (!response || asObject(response['error']) || status === 'failed' || status === 'cancelled') {
    throw failureOf({ response });
  }
  if (!asList(response['output']) || status === 'queued' || status === 'in_progress') {
    throw new UpstreamFailure(`The upstream's answer is no response: ${quote(JSON.stringify(body))}`, {
      retryable: false,
    });
  }
  const answer = new AnswerReader();
  settle(answer, response);
  return answer.taken();
}

/** The response has reached its end. Its items are told of if none was before. */
export function settle(answer: AnswerReader, response: JsonObject): void {
  answer.start(startOf(response));
  if (answer.isEmpty) {
    for (const [at, item] of (asList(response['output']) ?? []).entries()) readItem(answer, at, item);
  }
  const cut = asObject(response['incomplete_details'])?.['reason'];
  const reason =
    response['status'] !== 'incomplete' && cut === undefined
      ? answer.completedReason
      : cut === 'content_filter'
        ? 'filter'
        : 'length';
  answer.end(reason, readUsage(response['usage']));
}

export function startOf(response: JsonObject): StartEvent {
  const created = asNumber(response['created_at']);
  return {
    type: 'start',
    id: asText(response['id']) ?? '',
    model: asText(response['model']) ?? '',
    ...(created !== undefined && { created }),
  };
}

/** Codes of a failure that may pass if asked again, with the status that OpenAI gives them elsewhere. */
const PASSING: Readonly<Record<string, number>> = {
  server_error: 500,
  internal_server_error: 500,
  rate_limit_exceeded: 429,
  server_is_overloaded: 503,
  slow_down: 503,
  vector_store_timeout: 504,
};

/**
 * The failure that an `error` event, a failed response or an error body stands for. One without a code may pass:
 * it is not the request that was found wrong.
 */
export function failureOf(event: JsonObject): UpstreamFailure {
  const response = asObject(event['response']);
  const error = asObject(response?.['error']) ?? asObject(event['error']) ?? event;
  const code = asWords(error['code']) ?? asWords(error['type']) ?? '';
  const status = PASSING[code];
  const message = asWords(error['message']) ?? 'it did not say why';
  return new UpstreamFailure(
    `The upstream's answer failed: ${quote(code ? `${code}: ${message}` : message)}`,
    {
      retryable: status !== undefined || code === '' || code === 'error',
      ...(status !== undefined && { status }),
    },
  );
}
