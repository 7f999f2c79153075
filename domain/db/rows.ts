import { QueryTypes } from 'sequelize';
import type { Database } from './database';
import type { Transaction } from './transaction';

/*
 * Rows of tables that have an `id` of their own, read and written by column. Names of tables and columns stand in the
 * code: only values come from elsewhere.
 */

export type Row = Readonly<Record<string, unknown>>;

/** Values by column; those that are undefined are left out. */
export type Columns = Readonly<Record<string, unknown>>;

/** Adds a row and answers its id. */
export async function insertRow(
  db: Database,
  table: string,
  columns: Columns,
  tx: Transaction | null = null,
): Promise<number> {
  const { names, values } = written(columns);
  const [id] = await db.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    { replacements: values, type: QueryTypes.INSERT, transaction: tx },
  );
  return id;
}

export async function updateRow(
  db: Database,
  table: string,
  id: number,
  columns: Columns,
  tx: Transaction,
): Promise<void> {
  const { names, values } = written(columns);
  if (names.length === 0) return;
  await db.query(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, {
    replacements: [...values, id],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
}

/** Deletes a row; answers false when there was none. */
export async function deleteRow(db: Database, table: string, id: number, tx: Transaction): Promise<boolean> {
  const deleted = await db.query(`DELETE FROM ${table} WHERE id = ?`, {
    replacements: [id],
    type: QueryTypes.BULKDELETE,
    transaction: tx,
  });
  return deleted > 0;
}

export async function selectRows(
  db: Database,
  query: string,
  values: unknown[] = [],
  tx: Transaction | null = null,
): Promise<Row[]> {
  return db.query<Row>(query, {
    replacements: values,
    type: QueryTypes.SELECT,
    transaction: tx,
  });
}

/** The columns that something was said of. */
export function given(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function written(columns: Columns): { readonly names: string[]; readonly values: unknown[] } {
  const said = given(columns);
  return { names: Object.keys(said), values: Object.values(said) };
}
