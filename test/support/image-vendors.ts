import type { Vendor } from '../../domain/catalog/model';
import { systemClock as clock } from '../../domain/clock';
import { createMediaModels, type ImageModels } from '../../activities/media-models';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { demoImageRenderer } from '../../providers/media/image/demo-renderer';
import { startDashScopeSimulator, type DashScopeSimulator } from '../../simulators/dashscope/server';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

const API_KEY = 'sk-a-key-of-the-vendor';

export interface ImageVendors {
  readonly dashScope: DashScopeSimulator;
  readonly openAi: LlmSimulator;
  /** What every task of DashScope makes: a PNG of 512 by 512 pixels. */
  readonly png: Buffer;
  /** Models of one vendor, whichever a job names. */
  models(vendor: Vendor, modelName?: string, apiKey?: string): ImageModels;
  close(): Promise<void>;
}

/** Vendors of pictures on this machine, and models that ask them. */
export async function startImageVendors(): Promise<ImageVendors> {
  const { bytes: png } = await demoImageRenderer.render({ prompt: '山', width: 512, height: 512 });
  const dashScope = await startDashScopeSimulator({ apiKey: API_KEY, file: png });
  const openAi = await startLlmSimulator({ keys: [API_KEY] });
  const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const upstreams = createUpstreams({ http, demo: demoAnswer });
  return {
    dashScope,
    openAi,
    png,
    models: (vendor, modelName = 'a-model', apiKey = API_KEY) => {
      const baseUrl = vendor === 'dashscope' ? dashScope.url : openAi.url;
      const upstream = { vendor, baseUrl, apiKey, modelName, config: {} };
      const models = { of: () => Promise.resolve(upstream), hasVendor: () => Promise.resolve(true) };
      return createMediaModels({ models, upstreams, http, clock, pollMs: 5 }).images;
    },
    async close() {
      await http.close();
      await Promise.all([dashScope.close(), openAi.close()]);
    },
  };
}
