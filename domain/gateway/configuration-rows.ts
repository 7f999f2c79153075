import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { sql } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';

/** Tables whose rows have an id of their own, and are changed by operators or users. */
export type ConfigurationTable =
  | 'gateway_user_channels'
  | 'gateway_channels'
  | 'gateway_models'
  | 'gateway_channel_models'
  | 'gateway_groups'
  | 'gateway_api_keys'
  | 'upstream_accounts'
  | 'account_groups'
  | 'proxy_configs'
  | 'gateway_packages'
  | 'gateway_user_packages';

export type ConfigurationRow = Readonly<Record<string, unknown>>;

/** Values by column; those that are undefined are left out. */
export type Columns = Readonly<Record<string, unknown>>;

/**
 * Runs `work` in a transaction that tells every process, with its commit, that the configuration has changed: it is in
 * force everywhere within a second. `work` may be run again, as by `inTransaction`.
 */
export async function changeConfiguration<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const result = await work(tx);
    // Last, for everybody who changes something waits for this row.
    await db.query(sql`UPDATE gateway_revision SET revision = revision + 1 WHERE id = 1`, {
      transaction: tx,
    });
    return result;
  });
}

/** Waits, inside `changeConfiguration`, until nobody else changes anything: for what is only right when done alone. */
export async function alone(db: Database, tx: Transaction): Promise<void> {
  await db.query(sql`SELECT revision FROM gateway_revision WHERE id = 1 FOR UPDATE`, { transaction: tx });
}

/** Adds a row and answers its id. */
export async function insertRow(
  db: Database,
  table: ConfigurationTable,
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
  table: ConfigurationTable,
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
export async function deleteRow(
  db: Database,
  table: ConfigurationTable,
  id: number,
  tx: Transaction,
): Promise<boolean> {
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
): Promise<ConfigurationRow[]> {
  return db.query<ConfigurationRow>(query, {
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
