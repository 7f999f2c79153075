import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { LIST_COLUMNS, REMOVED, SHOWN, toListed, type CreationRow, type ListedCreation } from './creation';

export interface CreationQuery {
  readonly owner: number;
  readonly type?: string | undefined;
  readonly toolType?: string | undefined;
  /** Part of the title, in any case. */
  readonly search?: string | undefined;
  /** Those that were taken out, in the place of those that are there. */
  readonly removed?: boolean | undefined;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** A page of an owner's history, newest first, with the beginnings of its texts, and how many there are on all pages. */
export async function listCreations(
  db: Database,
  { owner, type, toolType, search, removed = false, page, pageSize }: CreationQuery,
): Promise<{ total: number; items: ListedCreation[] }> {
  const filters = ['owner_id = :owner', removed ? REMOVED : SHOWN];
  if (type !== undefined) filters.push('type = :type');
  if (toolType !== undefined) filters.push('tool_type = :toolType');
  if (search !== undefined) filters.push(`title LIKE :pattern ESCAPE '!'`);
  const where = filters.join(' AND ');
  const replacements = {
    owner,
    type,
    toolType,
    pattern: `%${(search ?? '').replace(/[!%_]/g, '!$&')}%`,
    pageSize,
    offset: (page - 1) * pageSize,
  };
  const [count] = await db.query<{ total: number }>(
    `SELECT COUNT(*) AS total FROM creations WHERE ${where}`,
    { replacements, type: QueryTypes.SELECT },
  );
  const total = count?.total ?? 0;
  if (total <= replacements.offset) return { total, items: [] };
  // The page is found in the key alone: what stands before it is counted off, and none of its texts is read.
  const rows = await db.query<CreationRow>(
    `SELECT ${LIST_COLUMNS} FROM creations JOIN
       (SELECT id FROM creations WHERE ${where} ORDER BY id DESC LIMIT :pageSize OFFSET :offset) AS listed
     ON creations.id = listed.id ORDER BY creations.id DESC`,
    { replacements, type: QueryTypes.SELECT },
  );
  return { total, items: rows.map(toListed) };
}
