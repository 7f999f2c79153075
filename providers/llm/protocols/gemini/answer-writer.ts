import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../../exchange/events';
import type { Losses } from '../../exchange/losses';
import type { Signature } from '../../exchange/request';
import { asObject, parseJson } from '../json';
import type { AnswerContext, JsonObject } from '../protocol';
import { wholeAnswer, type WholeBlock } from '../whole-answer';
import { writeSeal } from './fields';
import { writeFinishReason } from './finish-reasons';
import { writeUsage } from './usage';

/** A `GenerateContentResponse`. */
export function writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject {
  const { start, blocks, usage = {}, end } = wholeAnswer(events);
  const parts = blocks.flatMap((block) => partsOf(block, context.losses));
  const candidate = { content: { parts, role: 'model' }, ...finish(end) };
  return { candidates: [candidate], ...responseTail(start, usage, context) };
}

export function finish({ reason }: EndEvent): JsonObject {
  return { finishReason: writeFinishReason(reason), index: 0 };
}

/** What every response of an answer says. */
export function responseHead(start: StartEvent, { id, model }: AnswerContext): JsonObject {
  return { modelVersion: model, responseId: start.id || id };
}

/** What the last one says. */
export function responseTail(start: StartEvent, usage: Partial<Usage>, context: AnswerContext): JsonObject {
  return { usageMetadata: writeUsage(usage), ...responseHead(start, context) };
}

function partsOf({ block, text, signature }: WholeBlock, losses: Losses): JsonObject[] {
  switch (block.kind) {
    case 'text':
    case 'refusal':
      return text === '' ? [] : [{ text }];
    case 'thinking':
      return text === '' && !signature
        ? []
        : [thought(block.redacted ? '' : text, signature, block.redacted)];
    case 'tool':
      return [functionCall(block, text, signature, losses)];
    case 'image':
      return [{ inlineData: { mimeType: block.mediaType, data: block.data } }];
  }
}

export function thought(text: string, signature?: Signature, redacted?: boolean): JsonObject {
  return { text, thought: true, ...(signature && { thoughtSignature: writeSeal(signature, redacted) }) };
}

/** A call, whole. Arguments must be an object: what is none goes without, a custom tool's text is its `input`. */
export function functionCall(
  { id, name, custom }: Extract<Block, { readonly kind: 'tool' }>,
  text: string,
  signature: Signature | undefined,
  losses: Losses,
): JsonObject {
  const args = custom ? { input: text } : asObject(parseJson(text));
  if (!args && text.trim() !== '') losses.add('tool input');
  return {
    functionCall: { id, name, args: args ?? {} },
    ...(signature && { thoughtSignature: writeSeal(signature) }),
  };
}
