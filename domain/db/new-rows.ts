import { list, sql, type Statement } from './statement';

/** A row for a table, which goes in with others by one statement. */
export interface NewRow {
  /** `INSERT INTO a_table (its, columns) VALUES`, the same value for all rows of the table. */
  readonly into: Statement;
  /** `(1,'two')` */
  readonly values: Statement;
  /** `ON DUPLICATE KEY UPDATE …`, for all rows of the table. */
  readonly then?: Statement;
}

/**
 * One statement for each table, with what it inserts. Rows that others may write too are in one order for all, so that
 * two transactions do not wait for each other in a circle; the key has to be what their values begin with.
 */
export function insertStatements<Row extends NewRow>(
  rows: readonly Row[],
): { readonly statement: Statement; readonly rows: readonly Row[] }[] {
  const tables = new Map<Statement, Row[]>();
  for (const row of rows) {
    const table = tables.get(row.into);
    if (table) table.push(row);
    else tables.set(row.into, [row]);
  }
  return [...tables].map(([into, own]) => {
    const then = own[0]?.then;
    const values = own.map((row) => row.values);
    const inserted = sql`${into} ${list(then ? values.sort() : values)}`;
    return { statement: then ? sql`${inserted} ${then}` : inserted, rows: own };
  });
}
