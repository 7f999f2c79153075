import { deriveKeys } from '../../config/keys';
import { createChannelModels } from '../../domain/gateway/channel-models';
import { createChannels } from '../../domain/gateway/channels';
import { createGatewayModels } from '../../domain/gateway/models';
import { createSealer } from '../../domain/sealed-text';
import { createUserChannels } from '../../domain/gateway/user-channels';
import type { UpstreamKind } from '../../providers/llm/upstream/ask';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import type { ModelGateway } from './model-gateway';
import { PLATFORM_SECRET } from './platform';

export interface Upstreams {
  readonly simulator: LlmSimulator;
  /**
   * Offers a model on a channel of its own.
   * @param upstreamModel as the upstream knows it; the same name unless given.
   * @param origin of another upstream than the simulator.
   */
  offer(kind: UpstreamKind, model: string, upstreamModel?: string, origin?: string): Promise<void>;
  close(): Promise<void>;
}

/** What the channels' models cost: credits for a million tokens. */
export const PRICES = { input_price: '3', output_price: '15' };

/** Where the base URLs of vendors' APIs hold a version. */
const VERSIONS = { openai: '/v1', responses: '/v1', claude: '', gemini: '' };

/** The only key that the simulator lets in. */
const UPSTREAM_KEY = 'a-key-of-the-upstream';

/** A simulator of every vendor, to whose protocols a test's models are led. */
export async function startUpstreams({ db, clock }: ModelGateway): Promise<Upstreams> {
  const simulator = await startLlmSimulator({ keys: [UPSTREAM_KEY] });
  const sealer = createSealer([deriveKeys({ current: PLATFORM_SECRET, previous: [] }).channels.current]);
  const channels = createChannels({ db, clock, sealer, guard: () => Promise.resolve() });
  const models = createGatewayModels({ db, clock });
  const channelModels = createChannelModels({ db, clock });
  const { id: userChannelId } = await createUserChannels({ db, clock }).create({ name: 'upstreams' });
  return {
    simulator,
    async offer(kind, model, upstreamModel = model, origin = simulator.origin) {
      const channel = await channels.create({
        name: `for ${model}`,
        type: kind,
        baseUrl: kind === 'demo' ? '' : `${origin}${VERSIONS[kind]}`,
        apiKey: kind === 'demo' ? null : UPSTREAM_KEY,
        userChannelId,
      });
      const { id: modelId } = await models.create({ name: model, prices: { quotaType: 0, sheet: PRICES } });
      await channelModels.create({ channelId: channel.id, modelId, upstreamModelName: upstreamModel });
    },
    close: () => simulator.close(),
  };
}
