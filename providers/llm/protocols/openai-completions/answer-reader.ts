import type { ModelEvent } from '../../exchange/events';
import { UpstreamFailure } from '../../upstream-failure';
import { ChatAnswerReader } from '../openai-chat/answer-reader';
import { reportedFailure } from '../openai-chat/failures';
import type { ChunkReader } from '../openai-chat/stream-reader';
import { asList, asObject, objectsIn } from '../json';
import type { JsonObject } from '../protocol';

/** Reads completions, chunk by chunk or whole: each is a chat's whose text stands in another place. */
export class CompletionReader implements ChunkReader {
  private readonly chat = new ChatAnswerReader();

  get isFinished(): boolean {
    return this.chat.isFinished;
  }

  chunk(body: JsonObject): ModelEvent[] {
    const choices = objectsIn(body['choices']).map((choice) => ({
      ...choice,
      delta: { content: choice['text'] },
    }));
    return this.chat.chunk({ ...body, choices });
  }

  end(): ModelEvent[] {
    return this.chat.end();
  }
}

/** @throws UpstreamFailure when it is no completion. */
export function readAnswer(body: unknown): ModelEvent[] {
  const answer = asObject(body);
  const hasChoices = asList(answer?.['choices']) !== undefined;
  if (answer === undefined || (!hasChoices && !reportedFailure(answer))) {
    throw new UpstreamFailure("The upstream's answer is not a completion", { retryable: true });
  }
  const reader = new CompletionReader();
  return [...reader.chunk(answer), ...reader.end()];
}
