import type { ModelEvent, StartEvent } from '../../exchange/events';
import type { Losses } from '../../exchange/losses';
import type { Signature } from '../../exchange/request';
import { asObject, parseJson } from '../json';
import type { AnswerContext, JsonObject } from '../protocol';
import { sealText } from '../signatures';
import { wholeAnswer, type WholeBlock } from '../whole-answer';
import { writeStopReason } from './stop-reasons';
import { writeUsage } from './usage';

/** A `Message`, as its stream would add up to. */
export function writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject {
  const { start, blocks, usage = {}, end } = wholeAnswer(events);
  return {
    ...messageHead(start, context),
    content: blocks.flatMap((block) => contentOf(block, context.losses)),
    stop_reason: writeStopReason(end.reason),
    stop_sequence: end.stopSequence ?? null,
    usage: writeUsage(usage),
  };
}

/** What of a `Message` is known before its content is. */
export function messageHead(start: StartEvent, { id, model }: AnswerContext): JsonObject {
  return {
    id: start.id.startsWith('msg_') ? start.id : `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
  };
}

function contentOf({ block, text, signature }: WholeBlock, losses: Losses): JsonObject[] {
  switch (block.kind) {
    case 'text':
    case 'refusal':
      return text === '' ? [] : [{ type: 'text', text, citations: null }];
    case 'thinking':
      return thoughts(text, signature, block.redacted === true);
    case 'tool': {
      const input = block.custom ? { input: text } : toolInput(text, losses);
      return [...callSeal(signature), { type: 'tool_use', id: block.id, name: block.name, input }];
    }
    case 'image':
      losses.add('image');
      return [];
  }
}

/** A block of thoughts; none where there is neither text nor seal. */
export function thoughts(text: string, signature: Signature | undefined, redacted: boolean): JsonObject[] {
  const seal = signature ? sealText(signature, 'claude') : '';
  if (redacted) return seal === '' ? [] : [{ type: 'redacted_thinking', data: seal }];
  return text === '' && seal === '' ? [] : [{ type: 'thinking', thinking: text, signature: seal }];
}

/**
 * The seal on a tool's call, which only Gemini gives: `tool_use` has no place for it, so that it goes before as
 * thoughts without a word, and `callSealBefore` of the request's reader gives it back to the call.
 */
export function callSeal(signature: Signature | undefined): JsonObject[] {
  return thoughts('', signature, false);
}

/** A tool's input must be an object. */
export function toolInput(text: string, losses: Losses): JsonObject {
  const input = asObject(parseJson(text));
  if (!input && text.trim() !== '') losses.add('tool input');
  return input ?? {};
}
