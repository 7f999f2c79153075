import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError, invalidField } from '../errors';
import {
  changeConfiguration,
  deleteRow,
  insertRow,
  selectRows,
  updateRow,
  type Columns,
  type ConfigurationRow,
} from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { nameField } from '../fields';

/** That a channel serves a model, and under which name its upstream knows it. */
export interface ChannelModel {
  readonly id: number;
  readonly channelId: number;
  readonly modelId: number;
  readonly modelName: string;
  readonly provider: string;
  readonly providerIconUrl: string;
  readonly upstreamModelName: string;
  readonly enabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ChannelModelWish {
  readonly channelId: number;
  readonly modelId: number;
  /** The model's own name unless given. */
  readonly upstreamModelName?: string;
  readonly enabled?: boolean;
}

export interface ChannelModels {
  /** Of one channel, or of all, by id. */
  list(filter?: { readonly channelId?: number }): Promise<ChannelModel[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<ChannelModel>;
  /** AppErrors VALIDATION, and ALREADY_EXISTS when the channel has the model. */
  create(wish: ChannelModelWish): Promise<ChannelModel>;
  /** Changes what is given. AppErrors as above, and NOT_FOUND. */
  update(
    id: number,
    change: Partial<Pick<ChannelModelWish, 'modelId' | 'upstreamModelName' | 'enabled'>>,
  ): Promise<ChannelModel>;
  /** Answers false when there is none. */
  remove(id: number): Promise<boolean>;
}

const TAKEN = { unique: 'body.model_id' };
const SELECT = `SELECT c.*, m.name AS model_name, m.provider, m.provider_icon_url FROM gateway_channel_models c
  JOIN gateway_models m ON m.id = c.model_id`;

export function createChannelModels({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): ChannelModels {
  const now = () => dateTime(clock.now());

  const get: ChannelModels['get'] = async (id) => {
    const [row] = await selectRows(db, `${SELECT} WHERE c.id = ?`, [id]);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `channel model ${id}` });
    return toChannelModel(row);
  };

  return {
    async list({ channelId } = {}) {
      const where = channelId === undefined ? '' : 'WHERE c.channel_id = ?';
      const values = channelId === undefined ? [] : [channelId];
      return (await selectRows(db, `${SELECT} ${where} ORDER BY c.id`, values)).map(toChannelModel);
    },

    get,

    async create({ channelId, modelId, upstreamModelName, enabled }) {
      const id = await withConstraints({ ...TAKEN, reference: 'body.channel_id' }, () =>
        changeConfiguration(db, async (tx) => {
          const [model] = await selectRows(db, 'SELECT name FROM gateway_models WHERE id = ?', [modelId], tx);
          if (!model) throw invalidField('body.model_id', { zh: '模型不存在', en: 'names no model' });
          const name = model['name'] as string;
          const columns = {
            channel_id: channelId,
            model_id: modelId,
            ...checked({
              upstreamModelName: upstreamModelName || name,
              enabled,
            }),
            created_at: now(),
            updated_at: now(),
          };
          return insertRow(db, 'gateway_channel_models', columns, tx);
        }),
      );
      return get(id);
    },

    async update(id, change) {
      const columns = { ...checked(change), model_id: change.modelId, updated_at: now() };
      await withConstraints({ ...TAKEN, reference: 'body.model_id' }, () =>
        changeConfiguration(db, (tx) => updateRow(db, 'gateway_channel_models', id, columns, tx)),
      );
      return get(id);
    },

    remove: (id) => changeConfiguration(db, (tx) => deleteRow(db, 'gateway_channel_models', id, tx)),
  };
}

function checked({
  upstreamModelName,
  enabled,
}: {
  readonly upstreamModelName?: string | undefined;
  readonly enabled?: boolean | undefined;
}): Columns {
  return {
    upstream_model_name:
      upstreamModelName === undefined
        ? undefined
        : nameField('body.upstream_model_name', upstreamModelName, 200),
    enabled,
  };
}

function toChannelModel(row: ConfigurationRow): ChannelModel {
  return {
    id: row['id'] as number,
    channelId: row['channel_id'] as number,
    modelId: row['model_id'] as number,
    modelName: row['model_name'] as string,
    provider: row['provider'] as string,
    providerIconUrl: row['provider_icon_url'] as string,
    upstreamModelName: row['upstream_model_name'] as string,
    enabled: row['enabled'] === 1,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
