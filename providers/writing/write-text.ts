import { AppError } from '../../domain/errors';
import type { ChatAnswer, ChatMessage, ChatModel } from '../llm/chat-model';
import { languageOf } from '../media/text/language';
import { askAgain, briefOf, writingMessages, type WritingBrief, type WritingTask } from './messages';
import { parseWriting, unfenced, UnusableWriting } from './written';

/** Hears the text as it is written; `begin` is told again when all of it is written anew. */
export interface WritingListener {
  begin(): void;
  more(text: string): void;
}

/** A long article in the costliest language, with room to spare. */
const MAX_TOKENS = 8_000;
const TEMPERATURE = 0.7;

/**
 * Has a text model write what was ordered: Markdown that `parseWriting` reads.
 * @throws AppError AI_SERVICE_FAILED when the model does, GENERATION_FAILED when what it answers cannot be used even
 * when asked again; the signal's reason when aborted.
 */
export async function writeText(
  model: ChatModel,
  task: WritingTask,
  signal: AbortSignal,
  listener: WritingListener,
): Promise<string> {
  const brief = briefOf(task, languageOf([task.title, task.requirements].join(' ')));
  const first = await ask(model, writingMessages(brief), signal, listener);
  const problem = problemOf(brief, first);
  if (problem === undefined) return unfenced(first.text);
  if (first.finish === 'filtered') throw unusable('the model withheld its answer');
  const second = await ask(model, askAgain(brief, first.text, problem), signal, listener);
  const again = problemOf(brief, second);
  if (again === undefined) return unfenced(second.text);
  throw unusable(again);
}

async function ask(
  model: ChatModel,
  messages: ChatMessage[],
  signal: AbortSignal,
  listener: WritingListener,
): Promise<ChatAnswer> {
  listener.begin();
  const request = { messages, temperature: TEMPERATURE, maxTokens: MAX_TOKENS };
  for await (const delta of model.stream(request, signal)) {
    if (delta.type === 'end') return delta.answer;
    listener.more(delta.text);
  }
  throw unusable('the model said nothing');
}

/** Why an answer cannot be used; undefined for one that can. */
function problemOf({ form }: WritingBrief, { text, finish }: ChatAnswer): string | undefined {
  if (finish !== 'stop') return 'it was cut before its end: write less';
  try {
    parseWriting(form, text);
    return undefined;
  } catch (error) {
    if (error instanceof UnusableWriting) return error.message;
    throw error;
  }
}

function unusable(note: string): AppError<'GENERATION_FAILED'> {
  return new AppError('GENERATION_FAILED', undefined, { note });
}
