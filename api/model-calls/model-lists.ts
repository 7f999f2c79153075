import type { Request } from 'express';
import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { GatewayCatalog } from '../../domain/gateway/catalog';
import type { LiveModel } from '../../domain/gateway/snapshot';
import type { UserGroups } from '../../domain/gateway/user-groups';
import { protocols } from '../../providers/llm/protocols';
import type { RawCall, RawHandler } from '../router/raw';
import { sendJson } from '../router/respond';
import { failureIn } from './failure-answer';
import { rightsOf, type SessionLimits } from './rights';

/** Whose shape a list of models has. */
type Vendor = 'openai-chat' | 'claude' | 'gemini';

export interface ModelLists {
  /** The models that the caller may use; Claude's SDK is known by its version header where `vendor` is OpenAI. */
  list(vendor: Vendor): RawHandler;
  /** One of them, named by the path. */
  one(vendor: Vendor): RawHandler;
}

export function createModelLists({
  catalog,
  userGroups,
  clock,
  session,
}: {
  readonly catalog: GatewayCatalog;
  readonly userGroups: UserGroups;
  readonly clock: Clock;
  readonly session: SessionLimits;
}): ModelLists {
  async function modelsFor({ user, req }: RawCall): Promise<LiveModel[]> {
    const rights = await rightsOf(user, req.ip ?? '', { userGroups, clock, session });
    const snapshot = await catalog.snapshot();
    const reached = rights.userChannels && snapshot.withFallbacks(rights.userChannels);
    const offered = [...snapshot.models.values()].filter(
      ({ name }) =>
        rights.mayUse(name) &&
        snapshot.offerings(name).some(({ userChannel }) => reached === null || reached.has(userChannel.id)),
    );
    return offered.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  const handler = (
    vendor: Vendor,
    answer: (call: RawCall, shape: Shape) => Promise<unknown>,
  ): RawHandler => ({
    async run(call) {
      const shape = SHAPES[spoken(vendor, call.req)];
      sendJson(call.res, 200, JSON.stringify(await answer(call, shape)));
    },
    failure: (error, req) => failureIn(protocols[spoken(vendor, req)])(error, req),
  });

  return {
    list: (vendor) => handler(vendor, async (call, { list }) => list(await modelsFor(call))),
    one: (vendor) =>
      handler(vendor, async (call, { one }) => {
        const name = (call.params['modelAction'] ?? '').replace(/^models\//, '');
        const model = (await modelsFor(call)).find((each) => each.name === name);
        if (!model) throw new AppError('MODEL_NOT_FOUND');
        return one(model);
      }),
  };
}

/** OpenAI and Claude have their models at the same path: Claude's callers say which version they speak. */
function spoken(vendor: Vendor, req: Request): Vendor {
  return vendor === 'openai-chat' && req.get('anthropic-version') !== undefined ? 'claude' : vendor;
}

interface Shape {
  readonly one: (model: LiveModel) => object;
  readonly list: (models: readonly LiveModel[]) => object;
}

const openAi: Shape = {
  // Nobody knows when a model was made: 0, as others have it.
  one: ({ name, providerName }) => ({
    id: name,
    object: 'model',
    created: 0,
    owned_by: providerName || 'taskloom',
  }),
  list: (models) => ({ object: 'list', data: models.map(openAi.one) }),
};

const claude: Shape = {
  one: ({ name }) => ({ type: 'model', id: name, display_name: name, created_at: '1970-01-01T00:00:00Z' }),
  list: (models) => ({
    data: models.map(claude.one),
    has_more: false,
    first_id: models[0]?.name ?? null,
    last_id: models.at(-1)?.name ?? null,
  }),
};

const gemini: Shape = {
  one: ({ name, description, maxOutputTokens }) => ({
    name: `models/${name}`,
    displayName: name,
    description,
    ...(maxOutputTokens !== null && { outputTokenLimit: maxOutputTokens }),
    supportedGenerationMethods: ['generateContent', 'streamGenerateContent', 'countTokens'],
  }),
  list: (models) => ({ models: models.map(gemini.one) }),
};

const SHAPES: Readonly<Record<Vendor, Shape>> = { 'openai-chat': openAi, claude, gemini };
