import { isWithheld, readComplaint } from '../../dashscope/complaints';
import type { ModelEvent, StopReason } from '../exchange/events';
import { asCount, asObject, asText, objectsIn, parseJson } from '../protocols/json';
import type { JsonObject } from '../protocols/protocol';
import type { SseFrame } from '../sse/frames';
import { UpstreamFailure, type Quote } from '../upstream-failure';

/** An answer of DashScope's, event by event; one that came whole is a stream of one event. */
export class DashscopeAnswer {
  private hasStarted = false;
  private hasEnded = false;

  constructor(
    private readonly model: string,
    private readonly quote: Quote,
  ) {}

  /** @throws UpstreamFailure for an error, or what is no answer. */
  frame({ data, event, raw }: SseFrame): ModelEvent[] {
    if (data === undefined || this.hasEnded) return [];
    const body = asObject(parseJson(data));
    if (!body) throw new UpstreamFailure('The upstream sent an event that is no JSON', { retryable: true });
    return event === 'error' ? this.failed(body, statusIn(raw)) : this.read(body);
  }

  /** @throws UpstreamFailure for what is no answer. */
  read(body: JsonObject): ModelEvent[] {
    const choice = objectsIn(asObject(body['output'])?.['choices'])[0];
    if (!choice) throw new UpstreamFailure('The upstream’s answer holds no words', { retryable: true });
    const text = asText(asObject(choice['message'])?.['content']) ?? '';
    const events = this.started(asText(body['request_id']) ?? '');
    if (text !== '') events.push({ type: 'delta', index: 0, text });
    const usage = usageOf(asObject(body['usage']));
    if (usage) events.push(usage);
    const reason = REASONS[asText(choice['finish_reason']) ?? 'null'];
    return reason ? [...events, ...this.ended(reason)] : events;
  }

  /** What an error means: an answer that was withheld is one, too. @throws UpstreamFailure for the others. */
  failed(body: JsonObject, status: number | undefined): ModelEvent[] {
    const { code = '', message } = readComplaint(body);
    if (isWithheld(code)) return [...this.started(''), ...this.ended('filter')];
    throw new UpstreamFailure(`The upstream failed: ${this.quote(`${code}: ${message}`)}`, {
      ...(status !== undefined && { status }),
      retryable: status === undefined || status === 429 || status >= 500,
    });
  }

  /** To be called when the stream is over. @throws UpstreamFailure when the answer is not. */
  over(): void {
    if (!this.hasEnded) throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
  }

  private started(id: string): ModelEvent[] {
    if (this.hasStarted) return [];
    this.hasStarted = true;
    return [
      { type: 'start', id, model: this.model },
      { type: 'block-start', index: 0, block: { kind: 'text' } },
    ];
  }

  private ended(reason: StopReason): ModelEvent[] {
    this.hasEnded = true;
    return [
      { type: 'block-end', index: 0 },
      { type: 'end', reason },
    ];
  }
}

/** While it goes on, DashScope says `"null"`, a text. */
const REASONS: Readonly<Record<string, StopReason | undefined>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tools',
};

function usageOf(usage: JsonObject | undefined): ModelEvent | undefined {
  const input = asCount(usage?.['input_tokens']);
  const output = asCount(usage?.['output_tokens']);
  if (input === undefined || output === undefined) return undefined;
  return { type: 'usage', usage: { input, output } };
}

/** An event's status stands in a comment: `:HTTP_STATUS/400`. */
function statusIn(raw: Buffer): number | undefined {
  const status = /^:HTTP_STATUS\/(\d{3})/m.exec(raw.toString('utf8'))?.[1];
  return status === undefined ? undefined : Number(status);
}
