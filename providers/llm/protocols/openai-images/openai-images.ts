import type { Usage } from '../../../../domain/gateway/usage';
import type { ModelEvent } from '../../exchange/events';
import { CallFailure } from '../../exchange/failure';
import { sseFrame, type SseFrame } from '../../sse/frames';
import { UpstreamFailure } from '../../upstream-failure';
import { asCount, asObject, parseJson } from '../json';
import { spliceMembers } from '../json-splice';
import { readFailure, writeFailure } from '../openai-chat/failures';
import type { PassThrough, PassThroughRequest, Protocol } from '../protocol';

/**
 * OpenAI's `POST /images/generations` (`ImageGenerateParams`, `ImagesResponse` and `ImageGenStreamEvent` of its SDK).
 * Requests pass through to upstreams that speak it: no other protocol here is told how large a picture should be, so
 * that there is nothing to translate.
 */
export const openAiImages: Protocol = {
  name: 'openai-images',
  caller: {
    readRequest: untranslatable,
    writeAnswer: untranslatable,
    streamWriter: () => ({
      write: () => '',
      close: () => '',
      fail: (failure) => sseFrame(JSON.stringify({ type: 'error', ...writeFailure(failure).body }), 'error'),
    }),
    writeFailure,
  },
  upstream: {
    writeRequest: untranslatable,
    headers: (apiKey) => (apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
    readAnswer: untranslatable,
    streamReader: untranslatable,
    readFailure,
    passThrough: (request) => new ImagesPassThrough(request),
  },
};

function untranslatable(): never {
  throw new CallFailure(
    'invalid',
    { zh: '该模型的上游不能生成图片', en: 'No upstream of this model makes pictures.' },
    { field: 'model' },
  );
}

class ImagesPassThrough implements PassThrough {
  readonly path = '/images/generations';
  readonly body: Buffer | string;
  private started = false;
  private ended = false;
  private images = 0;

  constructor({ raw, body, model }: PassThroughRequest) {
    this.body = body['model'] === model ? raw : spliceMembers(raw.toString('utf8'), { model });
  }

  answer(raw: Buffer): { bytes: Buffer; events: readonly ModelEvent[] } {
    const body = asObject(parseJson(raw.toString('utf8')));
    const data = body?.['data'];
    if (!Array.isArray(data)) {
      throw new UpstreamFailure('The upstream’s answer holds no pictures', { retryable: false });
    }
    const events = [this.start(), ...data.flatMap(() => this.image()), ...usageEvents(body?.['usage']), END];
    return { bytes: raw, events };
  }

  frame(frame: SseFrame): { bytes: Buffer; events: readonly ModelEvent[] } {
    if (frame.data === undefined) return { bytes: frame.raw, events: [] };
    const said = asObject(parseJson(frame.data));
    const type = said?.['type'];
    if (said === undefined || type === 'error') {
      throw new UpstreamFailure('The upstream’s stream of pictures broke off', { retryable: false });
    }
    const events: ModelEvent[] = this.started ? [] : [this.start()];
    if (type === 'image_generation.completed') {
      this.ended = true;
      events.push(...this.image(), ...usageEvents(said['usage']), END);
    }
    return { bytes: frame.raw, events };
  }

  end(): readonly ModelEvent[] {
    if (this.ended) return [];
    throw new UpstreamFailure('The upstream’s stream of pictures was cut', { retryable: true });
  }

  private start(): ModelEvent {
    this.started = true;
    return { type: 'start', id: '', model: '' };
  }

  /** A picture that passed; its bytes are not kept. */
  private image(): ModelEvent[] {
    const index = this.images++;
    const block = { kind: 'image', mediaType: 'image/png', data: '' } as const;
    return [
      { type: 'block-start', index, block },
      { type: 'block-end', index },
    ];
  }
}

const END: ModelEvent = { type: 'end', reason: 'stop' };

/** `input_tokens_details` tells text from pictures; all that comes out is picture. */
function usageEvents(value: unknown): ModelEvent[] {
  const usage = asObject(value);
  const input = asCount(usage?.['input_tokens']);
  const output = asCount(usage?.['output_tokens']);
  if (input === undefined || output === undefined) return [];
  const imageInput = asCount(asObject(usage?.['input_tokens_details'])?.['image_tokens']) ?? 0;
  const counted: Partial<Usage> = { input, imageInput, output, imageOutput: output };
  return [{ type: 'usage', usage: counted }];
}
