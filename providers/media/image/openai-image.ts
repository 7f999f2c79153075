import { randomUUID } from 'node:crypto';
import { AppError } from '../../../domain/errors';
import { aiServiceFailed } from '../../llm/attempts';
import { Losses } from '../../llm/exchange/losses';
import { protocols } from '../../llm/protocols';
import { asObject, asText, objectsIn, parseJson } from '../../llm/protocols/json';
import type { Upstreams } from '../../llm/upstream/ask';
import type { UpstreamHttp } from '../../llm/upstream/http-client';
import { UpstreamFailure } from '../../llm/upstream-failure';
import { downloadedImage, imageFile } from './downloaded';
import type { ImageFile, ImageModel, ImageOrder } from './image-model';

interface Settings {
  readonly baseUrl: string;
  /** Empty where the vendor wants none. */
  readonly apiKey: string;
  readonly modelName: string;
}

/** Pictures take up to two minutes, and nothing is said before they are done. */
const TIMEOUTS = { connectMs: 10_000, headersMs: 180_000, idleMs: 60_000 };

/** OpenAI's `POST /images/generations`, and of all who speak it, over the gateway's stack of protocols. */
export function openAiImageModel(
  { baseUrl, apiKey, modelName }: Settings,
  { upstreams, http }: { readonly upstreams: Pick<Upstreams, 'ask'>; readonly http: UpstreamHttp },
): ImageModel {
  const upstream = { kind: 'openai', baseUrl, apiKey, model: modelName, timeouts: TIMEOUTS } as const;

  /** The answer's JSON. @throws UpstreamFailure */
  async function asked(order: ImageOrder, signal: AbortSignal): Promise<unknown> {
    const body = requestOf(order, modelName);
    const raw = Buffer.from(JSON.stringify(body));
    const request = { protocol: protocols['openai-images'], raw, body, target: {}, stream: false };
    const context = { id: randomUUID(), model: modelName, created: 0, body, losses: new Losses() };
    const { pieces } = await upstreams.ask(upstream, request, context, signal);
    let text = '';
    for await (const { bytes } of pieces) text += bytes?.toString() ?? '';
    return parseJson(text);
  }

  return {
    // Nothing is left with the vendor when the request has ended.
    withdraw: () => Promise.resolve(true),

    async make(order, _task, signal) {
      try {
        return await pictureOf(await asked(order, signal), http, signal);
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        if (isRequestRefused(error)) {
          throw new AppError('GENERATION_FAILED', undefined, { note: error.message, cause: error });
        }
        throw aiServiceFailed(error);
      }
    },
  };
}

/** DALL·E answers with addresses unless it is told not to; its successors answer with pictures, and take no such wish. */
function requestOf({ prompt, width, height }: ImageOrder, model: string) {
  const format = model.startsWith('dall-e') ? { response_format: 'b64_json' } : {};
  return { model, prompt, n: 1, size: `${width}x${height}`, ...format };
}

async function pictureOf(answer: unknown, http: UpstreamHttp, signal: AbortSignal): Promise<ImageFile> {
  const [picture] = objectsIn(asObject(answer)?.['data']);
  const data = asText(picture?.['b64_json']);
  if (data !== undefined) return imageFile(Buffer.from(data, 'base64'));
  return downloadedImage(asText(picture?.['url']) ?? '', http, signal);
}

/** The prompt is against the vendor's rules, or the model makes no picture of that size. */
function isRequestRefused({ status, code }: UpstreamFailure): boolean {
  return status === 400 || status === 422 || code === 'moderation_blocked';
}
