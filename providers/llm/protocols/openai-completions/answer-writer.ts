import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../../exchange/events';
import type { CallFailure } from '../../exchange/failure';
import type { Losses } from '../../exchange/losses';
import { sseFrame } from '../../sse/frames';
import { envelope, wantsUsage } from '../openai-chat/envelope';
import { writeFailure } from '../openai-chat/failures';
import { finishReasonOf } from '../openai-chat/finish-reasons';
import { writeUsage } from '../openai-chat/usage';
import type { AnswerContext, JsonObject, StreamWriter } from '../protocol';
import { usageSoFar } from '../usage-so-far';
import { wholeAnswer } from '../whole-answer';

const KIND = { object: 'text_completion', prefix: 'cmpl-' };

/** A `text_completion`: text and refusals as its text. All else that the model made is reported as lost. */
export function writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject {
  const { start, blocks, usage, end } = wholeAnswer(events);
  for (const { block, text } of blocks) reportLoss(block, text, context.losses);
  const text = blocks.flatMap(({ block, text }) => (isText(block) ? [text] : [])).join('');
  const saidRefusal = blocks.some(({ block }) => block.kind === 'refusal');
  return {
    ...envelope(start, context, KIND),
    choices: [choiceOf(text, finishOf(end, saidRefusal))],
    ...(usage && { usage: writeUsage(usage) }),
  };
}

/** Writes `text_completion` frames, then the usage where the caller asked for it, then `[DONE]`. */
export class CompletionStreamWriter implements StreamWriter {
  private readonly withUsage: boolean;
  private head: JsonObject = {};
  private usage: Usage | undefined;
  private readonly open = new Map<number, Block>();
  private saidRefusal = false;

  constructor(private readonly context: AnswerContext) {
    this.withUsage = wantsUsage(context.body);
  }

  write(event: ModelEvent): string {
    switch (event.type) {
      case 'start':
        return this.start(event);
      case 'block-start':
        return this.startBlock(event.index, event.block);
      case 'delta':
        return this.grow(this.open.get(event.index), event.text);
      case 'usage':
        this.usage = usageSoFar(this.usage, event.usage);
        return '';
      case 'end':
        return this.end(event);
      case 'signature':
      case 'block-end':
        return '';
    }
  }

  close(): string {
    return sseFrame('[DONE]');
  }

  fail(failure: CallFailure): string {
    return sseFrame(JSON.stringify(writeFailure(failure).body));
  }

  private start(event: StartEvent): string {
    this.head = envelope(event, this.context, KIND);
    return '';
  }

  private startBlock(index: number, block: Block): string {
    reportLoss(block, '', this.context.losses);
    this.open.set(index, block);
    if (block.kind === 'refusal') this.saidRefusal = true;
    return '';
  }

  private grow(block: Block | undefined, text: string): string {
    if (block === undefined || text === '') return '';
    reportLoss(block, text, this.context.losses);
    return isText(block) ? this.chunk(text, null) : '';
  }

  private end(event: EndEvent): string {
    const last = this.chunk('', finishOf(event, this.saidRefusal));
    if (!this.withUsage || this.usage === undefined) return last;
    return last + sseFrame(JSON.stringify({ ...this.head, choices: [], usage: writeUsage(this.usage) }));
  }

  private chunk(text: string, finish: string | null): string {
    const choices = [choiceOf(text, finish)];
    return sseFrame(JSON.stringify({ ...this.head, choices, ...(this.withUsage && { usage: null }) }));
  }
}

function choiceOf(text: string, finish: string | null): JsonObject {
  return { text, index: 0, logprobs: null, finish_reason: finish };
}

function isText({ kind }: Block): boolean {
  return kind === 'text' || kind === 'refusal';
}

function finishOf({ reason }: EndEvent, saidRefusal: boolean): string {
  return finishReasonOf(reason === 'tools' ? 'stop' : reason, saidRefusal);
}

/** Thoughts without a word are a seal alone, which a caller without a second turn cannot miss. */
function reportLoss(block: Block, text: string, losses: Losses): void {
  if (block.kind === 'thinking' && text !== '') losses.add('thinking');
  else if (block.kind === 'tool') losses.add('tool_calls');
  else if (block.kind === 'image') losses.add('images');
}
