import { Complaint } from './complaint';
import type { Answer } from './answer';
import type { Call } from './call';
import { numberOf, textOf, type JsonObject } from './json';
import { invalidValue, missing, openai, openaiError, refuseOutside, refuseUnknown } from './openai';
import type { Usage } from './script';
import { tokensOf } from './text';
import type { Endpoint, Incoming } from './vendor';

const FIELDS =
  'prompt background model moderation n output_compression output_format partial_images quality response_format size stream style user'.split(
    ' ',
  );
const SIZES = ['1024x1024', '1024x1536', '1536x1024', 'auto', '256x256', '512x512', '1792x1024', '1024x1792'];
/** One transparent dot. */
export const DOT_PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** What a picture of medium quality counts for, as the price list has it. */
const PICTURE_TOKENS = 1056;

/** `POST /v1/images/generations`: a dot for every picture, or the script's. */
export const openaiImages: Endpoint = {
  protocol: 'openai-images',
  vendor: openai,
  read,
  format: () => 'sse',
  indented: true,

  whole(call, answer) {
    refuseRefused(answer);
    const data = Array.from({ length: numberOf(call.body['n']) ?? 1 }, () => picture(call, answer));
    if (isDallE(call.model)) return { created: seconds(answer), data };
    return { created: seconds(answer), ...looks(call.body), data, ...usageOf(answer.usage, data.length) };
  },

  frames(call, answer) {
    const partials = numberOf(call.body['partial_images']) ?? 0;
    const shared = { b64_json: pictureData(answer), created_at: seconds(answer), ...looks(call.body) };
    return [
      ...Array.from({ length: partials }, (_, index) => ({
        event: 'image_generation.partial_image',
        data: { type: 'image_generation.partial_image', partial_image_index: index, ...shared },
        content: true,
      })),
      {
        event: 'image_generation.completed',
        data: { type: 'image_generation.completed', ...shared, ...usageOf(answer.usage, 1) },
        content: true,
        terminal: true,
      },
    ];
  },

  errorFrames: (complaint) => [{ event: 'error', data: { type: 'error', error: openaiError(complaint) } }],
};

function read({ body }: Incoming): Call {
  refuseUnknown(body, FIELDS);
  const said = textOf(body['prompt']);
  if (said === '') throw missing('prompt');
  const size = body['size'];
  if (size !== undefined && size !== null && !SIZES.includes(textOf(size)))
    throw invalidValue(size, SIZES, 'size');
  refuseOutside(body, 'n', 1, 10);
  return {
    protocol: 'openai-images',
    model: textOf(body['model']) || 'dall-e-2',
    stream: body['stream'] === true,
    body,
    said,
    results: [],
    images: [],
    tools: [],
    toolChoice: 'none',
    parallelTools: false,
    thinks: false,
    stops: [],
    promptTokens: tokensOf(said),
  };
}

/** @throws Complaint where the prompt is against the rules: a picture has no words to refuse with. */
function refuseRefused({ refusal }: Answer): void {
  if (refusal !== undefined)
    throw new Complaint(400, 'Your request was rejected as a result of our safety system.', {
      type: 'image_generation_user_error',
      code: 'moderation_blocked',
    });
}

function isDallE(model: string): boolean {
  return model.startsWith('dall-e');
}

function pictureData({ image }: Answer): string {
  return image?.data ?? DOT_PNG;
}

/** GPT's image models send bytes always, the older ones a link unless they are asked for bytes. */
function picture({ model, body, said }: Call, answer: Answer): JsonObject {
  if (!isDallE(model)) return { b64_json: pictureData(answer) };
  const revised = model === 'dall-e-3' ? { revised_prompt: said } : {};
  return body['response_format'] === 'b64_json'
    ? { ...revised, b64_json: pictureData(answer) }
    : { ...revised, url: `https://images.invalid/${answer.ids.hex('image', 16)}.png` };
}

function seconds({ createdMs }: Answer): number {
  return Math.floor(createdMs / 1000);
}

function looks(body: JsonObject): JsonObject {
  const chosen = (name: string, otherwise: string): string => {
    const value = textOf(body[name]);
    return value === '' || value === 'auto' ? otherwise : value;
  };
  return {
    background: chosen('background', 'opaque'),
    output_format: chosen('output_format', 'png'),
    quality: chosen('quality', 'medium'),
    size: chosen('size', '1024x1024'),
  };
}

function usageOf(usage: Usage | undefined, pictures: number): JsonObject {
  if (!usage) return {};
  const output = PICTURE_TOKENS * pictures * Math.sign(usage.input);
  return {
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { image_tokens: 0, text_tokens: usage.input },
      output_tokens: output,
      total_tokens: usage.input + output,
    },
  };
}
