import type { Vendor } from '../domain/catalog/model';
import type { ModelUpstreams } from '../domain/catalog/model-upstreams';
import { videoLimits } from '../domain/catalog/video-limits';
import type { Clock } from '../domain/clock';
import { AppError } from '../domain/errors';
import { createDashScopeTasks } from '../providers/dashscope/tasks';
import type { Upstreams } from '../providers/llm/upstream/ask';
import { UpstreamFailure } from '../providers/llm/upstream-failure';
import type { UpstreamHttp } from '../providers/llm/upstream/http-client';
import { dashScopeImageModel } from '../providers/media/image/dashscope-image';
import type { ImageModel } from '../providers/media/image/image-model';
import { openAiImageModel } from '../providers/media/image/openai-image';
import { dashScopeVideoModel } from '../providers/media/video/dashscope-video';
import type { VideoModel } from '../providers/media/video/video-model';

/** The vendors' models that pictures, or videos, are made with. */
export interface MediaModels<M> {
  /** Whether a vendor's model was chosen, and not this installation itself. */
  hasVendor(modelId: number | null): Promise<boolean>;
  /**
   * The model that a job chose; undefined for what this installation renders itself. AppError AI_SERVICE_FAILED when it
   * cannot be asked.
   */
  of(modelId: number | null): Promise<M | undefined>;
}

export type ImageModels = MediaModels<ImageModel>;
export type VideoModels = MediaModels<VideoModel>;

interface Dependencies {
  readonly models: ModelUpstreams;
  readonly upstreams: Pick<Upstreams, 'ask'>;
  readonly http: UpstreamHttp;
  readonly clock: Clock;
  /** How long to wait before a vendor is asked again what came of an order; a few seconds unless given. */
  readonly pollMs?: number;
}

/** The models that administrators added, asked where their vendors are; each kind by the vendors that make it. */
export function createMediaModels({ models, upstreams, http, clock, pollMs }: Dependencies): {
  readonly images: ImageModels;
  readonly videos: VideoModels;
} {
  const upstreamOf = async (modelId: number | null) => (modelId === null ? undefined : models.of(modelId));
  const hasVendor = async (modelId: number | null) => modelId !== null && models.hasVendor(modelId);
  const tasksOf = (baseUrl: string, apiKey: string) =>
    createDashScopeTasks({ baseUrl, apiKey, http, clock, pollMs });

  return {
    images: {
      hasVendor,
      async of(modelId) {
        const upstream = await upstreamOf(modelId);
        if (!upstream) return undefined;
        const { vendor, baseUrl, apiKey, modelName } = upstream;
        if (vendor === 'openai') return openAiImageModel({ baseUrl, apiKey, modelName }, { upstreams, http });
        if (vendor === 'dashscope') return dashScopeImageModel(modelName, tasksOf(baseUrl, apiKey), http);
        throw notAskedFor('pictures', vendor);
      },
    },
    videos: {
      hasVendor,
      async of(modelId) {
        const upstream = await upstreamOf(modelId);
        if (!upstream) return undefined;
        const { vendor, baseUrl, apiKey, modelName, config } = upstream;
        if (vendor !== 'dashscope') throw notAskedFor('videos', vendor);
        const limits = videoLimits(modelName, config);
        return dashScopeVideoModel({ modelName, limits, tasks: tasksOf(baseUrl, apiKey), http });
      },
    },
  };
}

function notAskedFor(what: 'pictures' | 'videos', vendor: Vendor): AppError<'AI_SERVICE_FAILED'> {
  const cause = new UpstreamFailure(`${vendor} is not asked for ${what}`, { retryable: false });
  return new AppError('AI_SERVICE_FAILED', undefined, { note: cause.message, cause });
}
