import type { ModelUpstreams } from '../domain/catalog/model-upstreams';
import type { ChatModel } from '../providers/llm/chat-model';
import type { Upstreams } from '../providers/llm/upstream/ask';
import { vendorModel, type ModelSource, type Patience } from '../providers/llm/vendor-model';

/** The text models that jobs are written with. */
export interface TextModels {
  /**
   * The model that a job chose; this installation's own for one that comes with it. AppError AI_SERVICE_FAILED when it
   * cannot be asked.
   */
  of(modelId: number | null): Promise<ChatModel>;
  /** How long a model may be silent before a text is given up, over all that it is asked for one. */
  readonly silenceMs: number;
}

/** The workflow asks again by itself what fails, so that little of it is repeated here. */
const PATIENCE: Patience = {
  timeouts: { connectMs: 10_000, headersMs: 120_000, idleMs: 60_000 },
  maxRetries: 1,
};

export function createTextModels({
  models,
  upstreams,
  dashscope,
  own,
  silenceMs,
  patience = PATIENCE,
}: {
  readonly models: ModelUpstreams;
  readonly upstreams: Pick<Upstreams, 'events'>;
  readonly dashscope: ModelSource<'dashscope'>;
  /** What this installation writes with where nobody chose another. */
  readonly own: ChatModel;
  readonly silenceMs: number;
  readonly patience?: Patience;
}): TextModels {
  return {
    silenceMs,
    async of(modelId) {
      const upstream = modelId === null ? undefined : await models.of(modelId);
      if (!upstream) return own;
      const { vendor: kind, baseUrl, apiKey, modelName: model, config } = upstream;
      const asked = { baseUrl, apiKey, model, temperature: config.temperature, maxTokens: config.maxTokens };
      return kind === 'dashscope'
        ? vendorModel({ kind, ...asked }, dashscope, patience)
        : vendorModel({ kind, ...asked }, upstreams, patience);
    },
  };
}
