import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import { insertRow, updateRow } from '../db/rows';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField, type Wording } from '../errors';
import { withConstraints } from '../db/constraint-errors';
import { expectKeyForOrigin } from '../key-origin';
import type { Sealer } from '../sealed-text';
import { OWN_PROVIDERS, type Model, type ModelKind } from './model';
import { SEALED_MODEL_KEY } from './model-upstreams';
import { readModels, toModel, type ModelRow } from './model-rows';
import { apiKeyField, columnsOf, expectVendorFor, kindOf, type ModelWish } from './model-wish';

export type { Model, ModelKind } from './model';
export type { ModelWish } from './model-wish';

export interface Models {
  /** In the order of their ids. */
  list(filter: { provider?: string | undefined; isActive?: boolean | undefined }): Promise<Model[]>;
  /**
   * The model `id`, or the kind's default without one. AppError VALIDATION on `body.model_id` when it is unknown or for
   * another kind; AI_SERVICE_FAILED when it is switched off; UNAVAILABLE when the kind has none.
   */
  modelFor(kind: ModelKind, id?: number): Promise<Model>;
  /** AppErrors VALIDATION, ALREADY_EXISTS for a name that is taken, and what the guard throws. */
  create(wish: ModelWish): Promise<Model>;
  /** Changes what is given: without a key the old one stays. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<ModelWish>): Promise<Model>;
  /**
   * Its name is free again; what was made with it stays. AppErrors NOT_FOUND, and BUILT_IN for one that this
   * installation comes with.
   */
  remove(id: number): Promise<void>;
}

export interface ModelsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'seal'>;
  /** Throws AppError VALIDATION for an address that must not be called. */
  readonly guard: (url: string) => Promise<void>;
}

const NAME = { unique: 'body.name' };

export function createModels({ db, clock, sealer, guard }: ModelsDependencies): Models {
  const now = () => dateTime(clock.now());

  async function existing(id: number, tx?: Transaction): Promise<ModelRow> {
    const [row] = await readModels(db, { id }, tx);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `model ${id}` });
    return row;
  }

  const sealed = (apiKey: string | null | undefined) =>
    typeof apiKey === 'string' ? sealer.seal(apiKeyField(apiKey), SEALED_MODEL_KEY) : apiKey;

  /** The one for its kind, and no other. */
  async function makeDefault(id: number, kind: string, tx: Transaction): Promise<void> {
    await db.query('UPDATE models SET is_default = (id = ?) WHERE kind = ? AND deleted_at IS NULL', {
      replacements: [id, kind],
      type: QueryTypes.UPDATE,
      transaction: tx,
    });
  }

  return {
    async list({ provider, isActive }) {
      const rows = await readModels(db, {
        ...(provider !== undefined && { provider }),
        ...(isActive !== undefined && { is_active: isActive }),
      });
      return rows.map(toModel);
    },

    async modelFor(kind, id) {
      if (id === undefined) {
        const active = (await readModels(db, { kind, is_active: true })).map(toModel);
        const model = active.find(({ isDefault }) => isDefault) ?? active[0];
        if (model) return model;
        throw new AppError('UNAVAILABLE', undefined, { note: `no active model for ${kind}` });
      }
      const [row] = await readModels(db, { id });
      if (!row) throw refused({ zh: '模型不存在', en: 'There is no such model' });
      const model = toModel(row);
      if (model.kind !== kind) throw refused({ zh: '模型类型不符', en: `This model is for ${model.kind}` });
      if (!model.isActive) throw new AppError('AI_SERVICE_FAILED', undefined, { note: `model ${id} is off` });
      return model;
    },

    async create(wish) {
      const kind = kindOf(wish);
      const columns = {
        ...columnsOf(wish),
        kind,
        api_key_sealed: sealed(wish.apiKey),
        created_at: now(),
        updated_at: now(),
      };
      expectVendorFor(kind, wish.provider, wish.apiBase);
      await guard(wish.apiBase);
      const id = await withConstraints(NAME, () =>
        inTransaction(db, async (tx) => {
          const made = await insertRow(db, 'models', columns, tx);
          if (wish.isDefault) await makeDefault(made, kind, tx);
          return made;
        }),
      );
      return toModel(await existing(id));
    },

    async update(id, change) {
      if (change.apiBase !== undefined) await guard(change.apiBase);
      const changed = await withConstraints(NAME, () =>
        inTransaction(db, async (tx) => {
          const row = await existing(id, tx);
          const before = toModel(row);
          const columns = columnsOf(change, before);
          if (before.apiBase !== null) {
            const { provider = before.provider, api_base: apiBase = before.apiBase } = columns;
            expectVendorFor(before.kind, provider, apiBase);
            const { hasApiKey: hasKey } = before;
            const address = { from: before.apiBase, to: change.apiBase, hasKey, key: change.apiKey };
            expectKeyForOrigin('body.api_key', address);
          }
          const isNewPrice =
            columns.credits_cost !== undefined && columns.credits_cost !== before.creditsCost;
          await updateRow(
            db,
            'models',
            id,
            {
              ...columns,
              api_key_sealed: sealed(change.apiKey),
              is_default: change.isDefault === false ? false : undefined,
              price_version: isNewPrice ? before.priceVersion + 1 : undefined,
              updated_at: now(),
            },
            tx,
          );
          if (change.isDefault) await makeDefault(id, row.kind, tx);
          return existing(id, tx);
        }),
      );
      return toModel(changed);
    },

    remove: (id) =>
      inTransaction(db, async (tx) => {
        const { provider } = await existing(id, tx);
        if (OWN_PROVIDERS.includes(provider)) throw new AppError('BUILT_IN');
        await updateRow(db, 'models', id, { deleted_at: now(), is_default: false }, tx);
      }),
  };
}

function refused(message: Wording) {
  return invalidField('body.model_id', message);
}
