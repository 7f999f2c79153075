import { QueryTypes } from 'sequelize';
import { readJson } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';

/** A finished piece of work in its owner's history. */
export interface Creation {
  readonly id: number;
  readonly jobId: string;
  /** ppt, video, … */
  readonly type: string;
  readonly toolType: string | null;
  readonly title: string;
  readonly content: string | null;
  /** What its job said of the result. */
  readonly extraData: Readonly<Record<string, unknown>>;
  /** What the owner keeps with it. */
  readonly userData: Readonly<Record<string, unknown>>;
  /** Counts the states of title and content, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The same in a list. A list of long texts would be as long as all of them. */
export interface ListedCreation extends Omit<Creation, 'content'> {
  /** The content, or how it begins, and a sign that it goes on. */
  readonly excerpt: string | null;
}

/** In code points, as the database counts. */
const EXCERPT_CHARACTERS = 200;
/** Of `creations`, with one character of the text more than is shown. */
export const LIST_COLUMNS = `creations.id, job_id, type, tool_type, title, LEFT(content, ${EXCERPT_CHARACTERS + 1}) AS content,
  extra_data, user_data, version, created_at, updated_at`;

export interface CreationRow {
  readonly id: number;
  readonly job_id: string;
  readonly type: string;
  readonly tool_type: string | null;
  readonly title: string;
  readonly content: string | null;
  readonly extra_data: unknown;
  readonly user_data: unknown;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** What histories show. Both columns are compared with one value each, so that a key's order is the list's. */
export const SHOWN = `status = 'completed' AND deleted_at IS NULL`;
/** What its owner took out and may bring back. */
export const REMOVED = `status = 'completed' AND deleted_at IS NOT NULL`;

/** Reads one that is `as` said; with `tx`, nobody else changes it before that ends. */
export async function readCreation(
  db: Database,
  id: number,
  owner: number,
  as: typeof SHOWN | typeof REMOVED = SHOWN,
  tx: Transaction | null = null,
): Promise<Creation | undefined> {
  const [row] = await db.query<CreationRow>(
    `SELECT * FROM creations WHERE id = ? AND owner_id = ? AND ${as}${tx ? ' FOR UPDATE' : ''}`,
    { replacements: [id, owner], type: QueryTypes.SELECT, transaction: tx },
  );
  return row && toCreation(row);
}

export function toListed(row: CreationRow): ListedCreation {
  const { content, ...creation } = toCreation(row);
  const beginning = content === null ? [] : [...content];
  const excerpt =
    beginning.length > EXCERPT_CHARACTERS ? `${beginning.slice(0, EXCERPT_CHARACTERS).join('')}…` : content;
  return { ...creation, excerpt };
}

export function toCreation(row: CreationRow): Creation {
  return {
    id: row.id,
    jobId: row.job_id,
    type: row.type,
    toolType: row.tool_type,
    title: row.title,
    content: row.content,
    extraData: readJson(row.extra_data ?? {}),
    userData: readJson(row.user_data ?? {}),
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
