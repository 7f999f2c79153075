import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { Sealer } from '../sealed-text';
import { vendorOf, type ModelUpstream } from './model';
import { toModel, type ModelRow } from './model-rows';

/** What the keys of models are sealed for. */
export const SEALED_MODEL_KEY = 'model key';

/** Where models are asked, for those who ask them. */
export interface ModelUpstreams {
  /**
   * Where a model is asked, also when it was switched off or deleted after its work began; undefined for what this
   * installation does itself. AppError AI_SERVICE_FAILED when its key cannot be opened any more.
   */
  of(id: number): Promise<ModelUpstream | undefined>;
  /** Whether a model is a vendor's; one that is not there is nobody's. */
  hasVendor(id: number): Promise<boolean>;
}

export function createModelUpstreams({
  db,
  sealer,
}: {
  readonly db: Database;
  readonly sealer: Pick<Sealer, 'open'>;
}): ModelUpstreams {
  return {
    async of(id) {
      const [row] = await db.query<ModelRow>('SELECT * FROM models WHERE id = ?', {
        replacements: [id],
        type: QueryTypes.SELECT,
      });
      if (!row) throw new AppError('AI_SERVICE_FAILED', undefined, { note: `there is no model ${id}` });
      const { apiBase, provider, modelName, config } = toModel(row);
      if (apiBase === null) return undefined;
      const apiKey = row.api_key_sealed === null ? '' : opened(row.api_key_sealed, id, sealer);
      return { vendor: vendorOf(provider, apiBase), baseUrl: apiBase, apiKey, modelName, config };
    },

    async hasVendor(id) {
      const found = await db.query('SELECT 1 FROM models WHERE id = ? AND api_base IS NOT NULL', {
        replacements: [id],
        type: QueryTypes.SELECT,
      });
      return found.length > 0;
    },
  };
}

function opened(key: Buffer, id: number, sealer: Pick<Sealer, 'open'>): string {
  try {
    return sealer.open(key, SEALED_MODEL_KEY);
  } catch (cause) {
    // Sealed with a secret that is gone: it is to be entered again.
    throw new AppError('AI_SERVICE_FAILED', undefined, { note: `the key of model ${id} is shut`, cause });
  }
}
