import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';

/** A finished piece of work in its owner's history. */
export interface Creation {
  readonly id: number;
  readonly jobId: string;
  /** ppt, video, … */
  readonly type: string;
  readonly toolType: string | null;
  readonly title: string;
  readonly content: string | null;
  readonly extraData: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CreationQuery {
  readonly owner: number;
  readonly type?: string | undefined;
  readonly toolType?: string | undefined;
  /** Part of the title, in any case. */
  readonly search?: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** Users' histories: what is unfinished, failed or removed is not part of them. */
export interface Creations {
  /** Newest first. */
  list(query: CreationQuery): Promise<{ total: number; items: Creation[] }>;
  /** Undefined for another user's, too. */
  get(id: number, owner: number): Promise<Creation | undefined>;
  /** Takes it out of the history; what it cost stays on the statement. Whether it was there. */
  remove(id: number, owner: number): Promise<boolean>;
}

interface CreationRow {
  id: number;
  job_id: string;
  type: string;
  tool_type: string | null;
  title: string;
  content: string | null;
  extra_data: unknown;
  created_at: Date;
  updated_at: Date;
}

const SHOWN = `status = 'completed' AND deleted_at IS NULL`;

export function createCreations({ db, clock }: { db: Database; clock: Clock }): Creations {
  return {
    async list({ owner, type, toolType, search, page, pageSize }) {
      const filters = ['owner_id = :owner', SHOWN];
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
      const rows = await db.query<CreationRow>(
        `SELECT * FROM creations WHERE ${where} ORDER BY id DESC LIMIT :pageSize OFFSET :offset`,
        { replacements, type: QueryTypes.SELECT },
      );
      return { total: count?.total ?? 0, items: rows.map(toCreation) };
    },

    async get(id, owner) {
      const [row] = await db.query<CreationRow>(
        `SELECT * FROM creations WHERE id = ? AND owner_id = ? AND ${SHOWN}`,
        { replacements: [id, owner], type: QueryTypes.SELECT },
      );
      return row && toCreation(row);
    },

    async remove(id, owner) {
      const [, removed] = await db.query(
        `UPDATE creations SET deleted_at = ? WHERE id = ? AND owner_id = ? AND ${SHOWN}`,
        { replacements: [dateTime(clock.now()), id, owner], type: QueryTypes.UPDATE },
      );
      return removed > 0;
    },
  };
}

function toCreation(row: CreationRow): Creation {
  return {
    id: row.id,
    jobId: row.job_id,
    type: row.type,
    toolType: row.tool_type,
    title: row.title,
    content: row.content,
    extraData: readJson(row.extra_data ?? {}),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
