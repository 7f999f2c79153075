import type { Usage } from '../../domain/gateway/usage';
import { aiServiceFailed, withRetries, type RetryPolicy } from './attempts';
import type { ChatAnswer, ChatDelta, ChatModel, ChatRequest } from './chat-model';
import type { EndEvent, ModelEvent } from './exchange/events';
import type { Message, ModelRequest, TextPart } from './exchange/request';
import { estimateTokens } from './tokens';
import { UpstreamFailure } from './upstream-failure';

/** The events of an answer, as they are made. @throws UpstreamFailure; the signal's reason when aborted. */
export type Events = (request: ModelRequest, signal: AbortSignal) => AsyncGenerator<ModelEvent, void>;

export interface EventModelOptions extends Partial<Omit<RetryPolicy, 'maxRetries'>> {
  readonly name: string;
  /** The demo model, whose counts are estimates. */
  readonly isDemo: boolean;
  readonly events: Events;
  readonly maxRetries: number;
}

/** A `ChatModel` out of the events of answers, whoever makes them. */
export function chatOverEvents(options: EventModelOptions): ChatModel {
  const { name, isDemo, events: ask, maxRetries, baseDelayMs = 500, maxDelayMs = 20_000 } = options;
  const policy: RetryPolicy = { maxRetries, baseDelayMs, maxDelayMs };

  /** Asks, and reads up to the first words, so that whatever fails before them can still be retried. */
  async function open(request: ChatRequest, stream: boolean, signal: AbortSignal): Promise<Opened> {
    const events = ask(requestOf(request, name, stream), signal);
    const first: ModelEvent[] = [];
    for (;;) {
      const next = await events.next();
      if (next.done) return { first, rest: events };
      first.push(next.value);
      if (stream && next.value.type === 'delta') return { first, rest: events };
    }
  }

  const gathering = (request: ChatRequest) => new Answer(request, name, isDemo);

  return {
    name,
    isDemo,
    async chat(request, signal) {
      const { first } = await withRetries(policy, signal, () => open(request, false, signal));
      const answer = gathering(request);
      for (const event of first) answer.add(event);
      return answer.whole();
    },
    async *stream(request, signal): AsyncGenerator<ChatDelta> {
      const { first, rest } = await withRetries(policy, signal, () => open(request, true, signal));
      const answer = gathering(request);
      try {
        for (const event of first) yield* answer.add(event);
        for await (const event of rest) yield* answer.add(event);
        yield { type: 'end', answer: answer.whole() };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof UpstreamFailure ? aiServiceFailed(error) : error;
      } finally {
        await rest.return();
      }
    },
  };
}

interface Opened {
  readonly first: readonly ModelEvent[];
  readonly rest: AsyncGenerator<ModelEvent, void>;
}

/** What a `ChatModel` tells of an answer's events: its text alone, for it asked for nothing else. */
class Answer {
  private text = '';
  private model: string;
  private usage: Partial<Usage> = {};
  private end: EndEvent = { type: 'end', reason: 'stop' };
  private readonly texts = new Set<number>();

  constructor(
    private readonly request: ChatRequest,
    model: string,
    private readonly isDemo: boolean,
  ) {
    this.model = model;
  }

  add(event: ModelEvent): ChatDelta[] {
    switch (event.type) {
      case 'start':
        this.model = event.model || this.model;
        return [];
      case 'block-start':
        if (event.block.kind === 'text') this.texts.add(event.index);
        return [];
      case 'delta':
        if (!this.texts.has(event.index)) return [];
        this.text += event.text;
        return [{ type: 'text', text: event.text }];
      case 'usage':
        this.usage = { ...this.usage, ...event.usage };
        return [];
      case 'end':
        this.end = event;
        return [];
      default:
        return [];
    }
  }

  whole(): ChatAnswer {
    const { input, output } = this.usage;
    const counted = input !== undefined && output !== undefined;
    return {
      text: this.text,
      finish: FINISH[this.end.reason],
      usage: counted
        ? { inputTokens: input, outputTokens: output, ...(this.isDemo && { estimated: true }) }
        : {
            inputTokens: estimateTokens(this.request.messages.map(({ content }) => content).join('\n')),
            outputTokens: estimateTokens(this.text),
            estimated: true,
          },
      model: this.model,
      demo: this.isDemo,
    };
  }
}

const FINISH: Readonly<Record<EndEvent['reason'], ChatAnswer['finish']>> = {
  stop: 'stop',
  tools: 'stop',
  sequence: 'stop',
  pause: 'stop',
  length: 'length',
  refusal: 'filtered',
  filter: 'filtered',
};

/** A chat's request in the words that every protocol's writer takes. */
function requestOf(
  { messages, temperature, maxTokens, json }: ChatRequest,
  model: string,
  stream: boolean,
): ModelRequest {
  const text = (content: string): TextPart => ({ type: 'text', text: content });
  return {
    model,
    stream,
    system: messages.flatMap(({ role, content }) => (role === 'system' ? [text(content)] : [])),
    messages: messages.flatMap(({ role, content }): Message[] =>
      role === 'system' ? [] : [{ role, parts: [text(content)] }],
    ),
    tools: [],
    ...(temperature !== undefined && { temperature }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(json && { format: { type: 'json' } }),
  };
}
