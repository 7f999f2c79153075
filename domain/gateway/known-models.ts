import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { invalidField } from '../errors';

const MOST_MODELS = 500;

/** Names of models, each once. AppError VALIDATION for more than 500, and for one that is not there. */
export async function knownModels(db: Database, field: string, names: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(atMost(field, names, MOST_MODELS))];
  if (wanted.length === 0) return [];
  const rows = await db.query<{ name: string }>('SELECT name FROM gateway_models WHERE name IN (?)', {
    replacements: [wanted],
    type: QueryTypes.SELECT,
  });
  const known = new Set(rows.map(({ name }) => name));
  const unknown = wanted.findIndex((name) => !known.has(name));
  if (unknown >= 0) throw notThere(`${field}[${unknown}]`);
  return wanted;
}

export function atMost<T>(field: string, values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  throw invalidField(field, { zh: `最多 ${most} 项`, en: `must have at most ${most}` });
}

export function notThere(field: string) {
  return invalidField(field, { zh: '不存在', en: 'names something that is not there' });
}
