import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { credits, type Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError, invalidField, type Wording } from '../errors';

/** What a model is for. */
export type ModelKind = 'text' | 'video' | 'presentation';

/** A model that users choose, with its price. */
export interface Model {
  readonly id: number;
  readonly name: string;
  readonly kind: ModelKind;
  readonly provider: string;
  readonly modelName: string;
  readonly isActive: boolean;
  /** Whether it is the one for its kind when the caller names none. */
  readonly isDefault: boolean;
  /** Whether it only stands in for a real model; shown wherever the model is. */
  readonly isDemo: boolean;
  /** The price of one piece of work. */
  readonly creditsCost: Credits;
  /** Counts the changes of the price, so that a charge can be explained later. */
  readonly priceVersion: number;
}

export interface Models {
  /** In the order of their ids. */
  list(filter: { provider?: string | undefined; isActive?: boolean | undefined }): Promise<Model[]>;
  /**
   * The model `id`, or the kind's default without one. AppError VALIDATION on `body.model_id` when it is
   * unknown, inactive or for another kind.
   */
  modelFor(kind: ModelKind, id?: number): Promise<Model>;
  /** Adds the models that the platform comes with, where they are missing; nothing else is changed. */
  seed(): Promise<void>;
}

interface ModelRow {
  id: number;
  name: string;
  kind: string;
  provider: string;
  model_name: string;
  is_active: number;
  is_default: number;
  is_demo: number;
  credits_cost: number | string;
  price_version: number;
}

/** The models that work without any key. Their ids are those of the API documents' examples; 2 is kept for images. */
const BUILT_IN = [
  { id: 1, name: '演示文本模型', kind: 'text', provider: 'demo', model: 'demo-text', cost: 10, isDemo: true },
  {
    id: 3,
    name: '本地视频渲染',
    kind: 'video',
    provider: 'local',
    model: 'local-video',
    cost: 50,
    isDemo: false,
  },
  {
    id: 4,
    name: '本地幻灯片',
    kind: 'presentation',
    provider: 'local',
    model: 'local-deck',
    cost: 30,
    isDemo: false,
  },
] as const;

export function createModels({ db, clock }: { db: Database; clock: Clock }): Models {
  return {
    async list({ provider, isActive }) {
      const filters = ['1 = 1'];
      if (provider !== undefined) filters.push('provider = :provider');
      if (isActive !== undefined) filters.push('is_active = :isActive');
      const rows = await db.query<ModelRow>(
        `SELECT * FROM models WHERE ${filters.join(' AND ')} ORDER BY id`,
        { replacements: { provider, isActive }, type: QueryTypes.SELECT },
      );
      return rows.map(toModel);
    },

    async modelFor(kind, id) {
      const [row] = await db.query<ModelRow>(
        id === undefined
          ? 'SELECT * FROM models WHERE kind = :kind AND is_active ORDER BY is_default DESC, id LIMIT 1'
          : 'SELECT * FROM models WHERE id = :id',
        { replacements: { kind, id }, type: QueryTypes.SELECT },
      );
      if (!row) {
        if (id !== undefined) throw refused({ zh: '模型不存在', en: 'There is no such model' });
        throw new AppError('UNAVAILABLE', undefined, { note: `no active model for ${kind}` });
      }
      const model = toModel(row);
      if (model.kind !== kind) throw refused({ zh: '模型类型不符', en: `This model is for ${model.kind}` });
      if (!model.isActive) throw refused({ zh: '模型已停用', en: 'This model is switched off' });
      return model;
    },

    async seed() {
      const now = dateTime(clock.now());
      for (const { id, name, kind, provider, model, cost, isDemo } of BUILT_IN) {
        await db.query(
          `INSERT INTO models (id, name, kind, provider, model_name, is_default, is_demo, credits_cost, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, TRUE, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE id = id`,
          {
            replacements: [id, name, kind, provider, model, isDemo, credits(cost), now, now],
            type: QueryTypes.INSERT,
          },
        );
      }
    },
  };
}

function refused(message: Wording) {
  return invalidField('body.model_id', message);
}

function toModel(row: ModelRow): Model {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ModelKind,
    provider: row.provider,
    modelName: row.model_name,
    isActive: row.is_active === 1,
    isDefault: row.is_default === 1,
    isDemo: row.is_demo === 1,
    creditsCost: BigInt(row.credits_cost),
    priceVersion: row.price_version,
  };
}
