import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { LIST_COLUMNS, REMOVED, SHOWN, toListed, type CreationRow, type ListedCreation } from './creation';
import { BLOCK_IDS } from './creation-totals';

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

/** How many of what is looked for there are in a block of ids. */
interface Block {
  readonly block: number;
  readonly number: number;
}

/** A page of an owner's history, newest first, with the beginnings of its texts, and how many there are on all pages. */
export async function listCreations(
  db: Database,
  query: CreationQuery,
): Promise<{ total: number; items: ListedCreation[] }> {
  const blocks = await db.query<{ block: number; number: number | string }>(
    query.search === undefined ? keptBlocks(query) : countedBlocks(query),
    { replacements: valuesOf(query), type: QueryTypes.SELECT },
  );
  const numbers = blocks.map(({ block, number }) => ({ block, number: Number(number) }));
  const total = numbers.reduce((sum, { number }) => sum + number, 0);
  const begin = beginOf(numbers, (query.page - 1) * query.pageSize);
  return { total, items: begin ? await readItems(db, query, begin) : [] };
}

/** What the totals have of an owner, newest first. */
function keptBlocks({ type, toolType, removed }: CreationQuery): string {
  return `SELECT block, SUM(${removed ? 'removed' : 'shown'}) AS number FROM creation_totals
    WHERE owner_id = :owner${ofKind({ type, toolType })} GROUP BY block ORDER BY block DESC`;
}

/** What titles say is kept nowhere: each of the owner's is read. */
function countedBlocks(query: CreationQuery): string {
  return `SELECT id DIV ${BLOCK_IDS} AS block, COUNT(*) AS number FROM creations ${keysOf(query)}
    WHERE ${whereOf(query)} GROUP BY block ORDER BY block DESC`;
}

/** The block in which a page begins, and how many of it stand before the page; undefined where there is no such page. */
function beginOf(blocks: readonly Block[], skipped: number): { block: number; offset: number } | undefined {
  let offset = skipped;
  for (const { block, number } of blocks) {
    if (offset < number) return { block, offset };
    offset -= number;
  }
  return undefined;
}

/** The page is found in a key alone, from its block on: none of the texts before it is read. */
async function readItems(
  db: Database,
  query: CreationQuery,
  { block, offset }: { readonly block: number; readonly offset: number },
): Promise<ListedCreation[]> {
  const rows = await db.query<CreationRow>(
    `SELECT ${LIST_COLUMNS} FROM creations JOIN
       (SELECT id FROM creations ${keysOf(query)} WHERE ${whereOf(query)} AND id < :below
        ORDER BY id DESC LIMIT :pageSize OFFSET :offset) AS listed ON creations.id = listed.id ORDER BY creations.id DESC`,
    {
      replacements: { ...valuesOf(query), below: (block + 1) * BLOCK_IDS, offset },
      type: QueryTypes.SELECT,
    },
  );
  return rows.map(toListed);
}

function whereOf({ type, toolType, search, removed }: CreationQuery): string {
  const searched = search === undefined ? '' : ` AND title LIKE :pattern ESCAPE '!'`;
  return `owner_id = :owner AND ${removed ? REMOVED : SHOWN}${ofKind({ type, toolType })}${searched}`;
}

/**
 * Titles are in one key, with all that a search may be filtered by besides. Otherwise servers choose well among the keys, if
 * they are kept from reading everybody's rows: to them the ids below a block look like a range of the table.
 */
function keysOf({ search }: CreationQuery): string {
  return search === undefined ? 'IGNORE INDEX (PRIMARY)' : 'FORCE INDEX (creations_listed)';
}

function ofKind({ type, toolType }: Pick<CreationQuery, 'type' | 'toolType'>): string {
  return `${type === undefined ? '' : ' AND type = :type'}${toolType === undefined ? '' : ' AND tool_type = :toolType'}`;
}

function valuesOf({ owner, type, toolType, search = '', pageSize }: CreationQuery) {
  return { owner, type, toolType, pattern: `%${search.replace(/[!%_]/g, '!$&')}%`, pageSize };
}
