import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** An event stream, as EventSource reads it. */
export interface OpenStream {
  readonly response: Response;
  /** What has come. */
  readonly events: readonly EventSourceMessage[];
  readonly comments: readonly string[];
  /** Resolves when the stream is over. */
  readonly ended: Promise<void>;
  /** Resolves when so many events have come. */
  count(atLeast: number): Promise<void>;
  hangUp(): void;
}

/** Asks for a stream; what is refused has a response, and no events. */
export async function openStream(url: string, request: RequestInit = {}): Promise<OpenStream> {
  const gone = new AbortController();
  const response = await fetch(url, { ...request, signal: gone.signal });
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  let wake = () => {};
  const parser = createParser({
    onEvent: (event) => {
      events.push(event);
      wake();
    },
    onComment: (comment) => comments.push(comment),
  });
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!)
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
  })();
  ended.catch(() => undefined);
  return {
    response,
    events,
    comments,
    ended,
    async count(atLeast) {
      while (events.length < atLeast) await new Promise<void>((resolve) => (wake = resolve));
    },
    hangUp: () => gone.abort(),
  };
}
