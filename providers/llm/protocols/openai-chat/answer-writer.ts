import type { ModelEvent } from '../../exchange/events';
import type { AnswerContext, JsonObject } from '../protocol';
import { sealText } from '../signatures';
import { wholeAnswer, type WholeBlock } from '../whole-answer';
import { writeCall } from './calls';
import { envelope, speaksOfFunctions } from './envelope';
import { finishReasonOf } from './finish-reasons';
import { areSealed, writeDetails, type Thoughts } from './reasoning-details';
import { writeUsage } from './usage';

/** A `chat.completion`. */
export function writeAnswer(events: readonly ModelEvent[], context: AnswerContext): JsonObject {
  const { start, blocks, usage, end } = wholeAnswer(events);
  const refusal = textOf(blocks, 'refusal');
  const calls = callsOf(blocks, context);
  const finish = finishReasonOf(
    end.reason,
    blocks.some(({ block }) => block.kind === 'refusal'),
  );
  return {
    ...envelope(start, context, { object: 'chat.completion', prefix: 'chatcmpl-' }),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: textOf(blocks, 'text'),
          refusal,
          ...thoughtsOf(blocks),
          ...imagesOf(blocks),
          ...calls,
        },
        logprobs: null,
        finish_reason: calls['function_call'] && finish === 'tool_calls' ? 'function_call' : finish,
      },
    ],
    ...(usage && { usage: writeUsage(usage) }),
  };
}

/** The text of all blocks of a kind; null where there is none. */
function textOf(blocks: readonly WholeBlock[], kind: 'text' | 'refusal'): string | null {
  const texts = blocks.filter(({ block }) => block.kind === kind).map(({ text }) => text);
  return texts.join('') || null;
}

function thoughtsOf(blocks: readonly WholeBlock[]): JsonObject {
  const thoughts = blocks.flatMap(({ block, text, signature }): Thoughts[] => {
    if (block.kind !== 'thinking') return [];
    return [{ text, ...(signature && { signature }), ...(block.redacted && { redacted: true }) }];
  });
  const text = thoughts.map((thought) => thought.text).join('');
  return {
    ...(text !== '' && { reasoning_content: text }),
    ...(areSealed(thoughts) && { reasoning_details: writeDetails(thoughts, (seal) => sealText(seal)) }),
  };
}

function imagesOf(blocks: readonly WholeBlock[]): JsonObject {
  const images = blocks.flatMap(({ block }) => (block.kind === 'image' ? [block] : [])).map(writeImage);
  return images.length === 0 ? {} : { images };
}

function callsOf(blocks: readonly WholeBlock[], context: AnswerContext): JsonObject {
  const calls = blocks.flatMap(({ block, text, signature }) => {
    if (block.kind !== 'tool') return [];
    const { id, name, custom = false } = block;
    return [{ id, name, custom, input: text, ...(signature && { signature }) }];
  });
  const [first] = calls;
  if (first === undefined) return {};
  if (!speaksOfFunctions(context.body)) {
    return { tool_calls: calls.map((call) => ({ id: call.id, ...writeCall(call) })) };
  }
  if (calls.length > 1) context.losses.add('tool_calls');
  return { function_call: { name: first.name, arguments: first.input } };
}

/** A picture that the model made, as OpenRouter has it: OpenAI's own chat completions makes none. */
export function writeImage(
  { mediaType, data }: { readonly mediaType: string; readonly data: string },
  index: number,
): JsonObject {
  return { type: 'image_url', image_url: { url: `data:${mediaType};base64,${data}` }, index };
}
