import { invalidField } from '../errors';
import type { GatewayModel, GatewayModels } from '../gateway/models';
import { modelIdOf } from './model-id';
import { PLAN_NAMES, type PlanName } from './plans';
import type { InterfaceType } from './task';

/** A model of the gateway as tasks use it. */
export interface TaskModel {
  /** A uuid that follows from the name. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly interfaceType: InterfaceType;
  readonly allowedPlans: readonly PlanName[];
  readonly isDemo: boolean;
  /** Credits for a million tokens, in units of 10⁻¹⁰; null where it is not priced by tokens. */
  readonly inputPrice: bigint | null;
  readonly outputPrice: bigint | null;
  readonly priceVersion: number;
}

export interface TaskModels {
  /** By name, from the one after `after` on. */
  list(page: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ readonly items: TaskModel[]; readonly nextCursor: string | null }>;
  /** The model with that id or name. AppError VALIDATION when there is none, or it is switched off. */
  named(idOrName: string): Promise<TaskModel>;
}

export function createTaskModels(models: Pick<GatewayModels, 'list'>): TaskModels {
  /** Those that answer in text. */
  const all = async () => (await models.list()).filter(({ price }) => price.quotaType === 0);

  return {
    async list({ limit, cursor }) {
      const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
      const enabled = (await all()).filter(({ enabled: isOn }) => isOn);
      const from = after === undefined ? 0 : enabled.findIndex(({ name }) => name === after) + 1;
      if (after !== undefined && from === 0) {
        throw invalidField('query.cursor', { zh: '游标无效', en: 'This cursor is not from us' });
      }
      const items = enabled.slice(from, from + limit).map(toTaskModel);
      const last = items.at(-1);
      const hasMore = enabled.length > from + limit;
      return { items, nextCursor: hasMore && last ? Buffer.from(last.name).toString('base64url') : null };
    },

    async named(idOrName) {
      const found = (await all()).find(({ name }) => name === idOrName || modelIdOf(name) === idOrName);
      if (!found) throw invalidField('body.model_id', { zh: '模型不存在', en: 'names no model' });
      if (!found.enabled) {
        throw invalidField('body.model_id', { zh: '模型已停用', en: 'names a model that is switched off' });
      }
      return toTaskModel(found);
    },
  };
}

function toTaskModel({ name, provider, providerName, isDemo, price, priceVersion }: GatewayModel): TaskModel {
  const { input, output } = price.rates;
  return {
    id: modelIdOf(name),
    name,
    provider: providerName || provider,
    interfaceType: provider.toLowerCase() === 'anthropic' ? 'anthropic' : 'openai_chat',
    allowedPlans: PLAN_NAMES,
    isDemo,
    inputPrice: input?.price ?? null,
    outputPrice: output?.price ?? null,
    priceVersion,
  };
}
