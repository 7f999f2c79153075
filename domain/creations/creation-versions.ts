import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { updateRow } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { readCreation, SHOWN, type Creation } from './creation';

/** Title and content of a creation as they once were. */
export interface CreationVersion {
  readonly version: number;
  readonly title: string;
  readonly content: string | null;
  readonly writtenAt: Date;
}

/** The same in a list, which has only the beginning of each content. */
export type VersionSummary = Omit<CreationVersion, 'content'> & {
  readonly excerpt: string | null;
  /** Of the whole content. */
  readonly characters: number;
};

/** What an edit changes; what it does not say stays. */
export interface CreationEdit {
  readonly title?: string | undefined;
  readonly content?: string | null | undefined;
  readonly userData?: Readonly<Record<string, unknown>> | undefined;
}

/** Older ones go: an owner's edits must not fill the database. */
const VERSIONS_KEPT = 100;
const EXCERPT_CHARACTERS = 200;

interface VersionRow {
  readonly version: number;
  readonly title: string;
  readonly content: string | null;
  readonly characters: number | null;
  readonly written_at: Date;
}

/**
 * Changes a creation within a transaction. Where title or content become other than they were, what they were is kept
 * as a version first. One edit after another holds the row, so that none replaces what it has not seen being kept.
 * AppError NOT_FOUND.
 */
export async function editCreation(
  db: Database,
  { id, owner, now }: { readonly id: number; readonly owner: number; readonly now: Date },
  edit: CreationEdit,
  tx: Transaction,
): Promise<Creation> {
  const before = await shown(db, id, owner, tx);
  const { title = before.title, content = before.content, userData } = edit;
  const isNew = title !== before.title || content !== before.content;
  if (isNew) await keepVersion(db, before, tx);
  if (isNew || userData !== undefined) {
    const columns = {
      title,
      content,
      user_data: userData === undefined ? undefined : JSON.stringify(userData),
      version: isNew ? before.version + 1 : undefined,
      updated_at: dateTime(now),
    };
    await updateRow(db, 'creations', id, columns, tx);
  }
  return shown(db, id, owner, tx);
}

/** The versions that are kept, newest first; none for a creation that is not there. */
export async function listVersions(
  db: Database,
  creation: number,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<{ total: number; items: VersionSummary[] }> {
  const [count] = await db.query<{ total: number }>(
    'SELECT COUNT(*) AS total FROM creation_versions WHERE creation_id = ?',
    { replacements: [creation], type: QueryTypes.SELECT },
  );
  const rows = await db.query<VersionRow>(
    `SELECT version, title, LEFT(content, ?) AS content, CHAR_LENGTH(content) AS characters, written_at
     FROM creation_versions WHERE creation_id = ? ORDER BY version DESC LIMIT ? OFFSET ?`,
    {
      replacements: [EXCERPT_CHARACTERS, creation, pageSize, (page - 1) * pageSize],
      type: QueryTypes.SELECT,
    },
  );
  return {
    total: count?.total ?? 0,
    items: rows.map(({ version, title, content, characters, written_at: writtenAt }) => ({
      version,
      title,
      excerpt: content,
      characters: characters ?? 0,
      writtenAt,
    })),
  };
}

/** One that is kept. AppError NOT_FOUND. */
export async function readVersion(
  db: Database,
  creation: number,
  version: number,
  tx: Transaction | null = null,
): Promise<CreationVersion> {
  const [row] = await db.query<VersionRow>(
    'SELECT * FROM creation_versions WHERE creation_id = ? AND version = ?',
    { replacements: [creation, version], type: QueryTypes.SELECT, transaction: tx },
  );
  if (!row) throw missing(`version ${version} of creation ${creation}`);
  return { version: row.version, title: row.title, content: row.content, writtenAt: row.written_at };
}

async function keepVersion(db: Database, { id, ...was }: Creation, tx: Transaction): Promise<void> {
  await db.query(
    'INSERT INTO creation_versions (creation_id, version, title, content, written_at) VALUES (?, ?, ?, ?, ?)',
    {
      replacements: [id, was.version, was.title, was.content, dateTime(was.updatedAt)],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
  await db.query('DELETE FROM creation_versions WHERE creation_id = ? AND version <= ?', {
    replacements: [id, was.version - VERSIONS_KEPT],
    type: QueryTypes.BULKDELETE,
    transaction: tx,
  });
}

async function shown(db: Database, id: number, owner: number, tx: Transaction): Promise<Creation> {
  const creation = await readCreation(db, id, owner, SHOWN, tx);
  if (!creation) throw missing(`creation ${id}`);
  return creation;
}

function missing(note: string): AppError<'NOT_FOUND'> {
  return new AppError('NOT_FOUND', undefined, { note });
}
