import type { ModelEvent } from '../../exchange/events';
import type { SseFrame } from '../../sse/frames';
import { quoting, UpstreamFailure } from '../../upstream-failure';
import { asObject, parseJson } from '../json';
import type { JsonObject, StreamReader } from '../protocol';
import { reportedFailure } from './failures';

/** What reads the chunks of one kind of answer. */
export interface ChunkReader {
  readonly isFinished: boolean;
  chunk(body: JsonObject): ModelEvent[];
  end(): ModelEvent[];
}

const quote = quoting('');

/**
 * Reads a stream of OpenAI's older kind: unnamed frames, each a JSON chunk, then `[DONE]`. The usage may come after
 * the finish reason, so the answer ends with `[DONE]`, or with the stream where a finish reason was told.
 */
export class ChunkStreamReader implements StreamReader {
  private isDone = false;

  constructor(private readonly answer: ChunkReader) {}

  read(frame: SseFrame): ModelEvent[] {
    return this.say(chunkOf(frame));
  }

  /** The same of a frame whose chunk is at hand. */
  say(chunk: JsonObject | 'done' | undefined): ModelEvent[] {
    if (chunk === undefined || this.isDone) return [];
    if (chunk !== 'done') return this.answer.chunk(chunk);
    this.isDone = true;
    return this.answer.end();
  }

  end(): ModelEvent[] {
    if (this.isDone) return [];
    if (!this.answer.isFinished) {
      throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
    }
    return this.say('done');
  }
}

/**
 * The chunk in a frame; undefined for one that only keeps the connection.
 * @throws UpstreamFailure for a frame that is no JSON object, or that is named an error.
 */
export function chunkOf({ data, event }: SseFrame): JsonObject | 'done' | undefined {
  const text = data?.trim();
  if (!text) return undefined;
  if (text === '[DONE]') return 'done';
  const chunk = asObject(parseJson(text));
  if (chunk === undefined) {
    throw new UpstreamFailure(`The upstream sent a frame that is no chunk: ${quote(text)}`, {
      retryable: true,
    });
  }
  const failure = reportedFailure(event === 'error' ? { ...chunk, object: 'error' } : chunk);
  if (failure) throw failure;
  return chunk;
}
