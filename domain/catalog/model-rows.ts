import { QueryTypes } from 'sequelize';
import { readJson } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { Model, ModelConfig, ModelKind } from './model';

export interface ModelRow {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly provider: string;
  readonly model_name: string;
  readonly api_base: string | null;
  readonly api_key_sealed: Buffer | null;
  readonly config: unknown;
  readonly is_active: number;
  readonly is_default: number;
  readonly is_demo: number;
  readonly credits_cost: number | string;
  readonly price_version: number;
}

/** Models that match, in the order of their ids; with `tx`, nobody else changes them before it ends. */
export async function readModels(
  db: Database,
  where: Readonly<Record<string, string | number | boolean>>,
  tx?: Transaction,
): Promise<ModelRow[]> {
  const conditions = ['deleted_at IS NULL', ...Object.keys(where).map((column) => `${column} = ?`)];
  return db.query<ModelRow>(
    `SELECT * FROM models WHERE ${conditions.join(' AND ')} ORDER BY id${tx ? ' FOR UPDATE' : ''}`,
    { replacements: Object.values(where), type: QueryTypes.SELECT, transaction: tx ?? null },
  );
}

export function toModel(row: ModelRow): Model {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ModelKind,
    provider: row.provider,
    modelName: row.model_name,
    apiBase: row.api_base,
    hasApiKey: row.api_key_sealed !== null,
    config: readJson<ModelConfig>(row.config ?? {}),
    isActive: row.is_active === 1,
    isDefault: row.is_default === 1,
    isDemo: row.is_demo === 1,
    creditsCost: BigInt(row.credits_cost),
    priceVersion: row.price_version,
  };
}
