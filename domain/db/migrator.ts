import { QueryTypes } from 'sequelize';
import { Umzug, type InputMigrations, type UmzugStorage } from 'umzug';
import type { Database } from './database';
import { migrations } from './migrations';
import type { Transaction } from './transaction';

/**
 * A step of the schema. `kind` says what it may do to a running platform: `expand` only adds and is safe
 * beside the code before it; `contract` removes what no running code uses any more.
 */
export interface Migration {
  readonly name: string;
  readonly kind: 'expand' | 'contract';
  /** Statements, run in order. MySQL commits each by itself, so each must be safe to be met done. */
  readonly up: readonly (string | GuardedStatement)[];
}

/**
 * An ALTER TABLE, which has no IF EXISTS that both servers know: it is done when the column or index is there that it
 * adds, or the column or foreign key is not that it drops.
 */
type GuardedStatement = { readonly sql: string } & (
  | { readonly unlessColumn: readonly [table: string, column: string] }
  | { readonly unlessIndex: readonly [table: string, index: string] }
  | { readonly ifColumn: readonly [table: string, column: string] }
  | { readonly ifForeignKey: readonly [table: string, foreignKey: string] }
);

/** One for each schema of a server. A digest, for a lock's name is shorter than a schema's may be. */
const LOCK = "CONCAT('taskloom/', SHA1(DATABASE()))";
const LOCK_WAIT_SECONDS = 120;

/**
 * Brings the schema up to date; safe to call from several processes at once, for a named lock of the
 * server lets one migrate while the others wait. Answers the names that it applied.
 */
export async function migrate(db: Database): Promise<string[]> {
  return db.transaction(async (tx) => {
    // The lock belongs to the connection, which the migrations run on too: a pool of one is enough.
    const [row] = await db.query<{ got: number | null }>(
      `SELECT GET_LOCK(${LOCK}, ${LOCK_WAIT_SECONDS}) AS got`,
      { type: QueryTypes.SELECT, transaction: tx },
    );
    if (row?.got !== 1) throw new Error('Another process has been migrating the database for two minutes.');
    try {
      const applied = await umzug(db, tx).up();
      return applied.map(({ name }) => name);
    } finally {
      await db.query(`DO RELEASE_LOCK(${LOCK})`, { transaction: tx });
    }
  });
}

/** The names of the migrations that this code has and the database has not. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  return (await umzug(db, null).pending()).map(({ name }) => name);
}

function umzug(db: Database, transaction: Transaction | null): Umzug<Database> {
  const steps: InputMigrations<Database> = migrations.map(({ name, up }) => ({
    name,
    up: async () => {
      for (const statement of up) {
        if (typeof statement === 'string') await db.query(statement, { transaction });
        else if (!(await isDone(db, transaction, statement))) await db.query(statement.sql, { transaction });
      }
    },
  }));
  const storage = appliedTable(db, transaction);
  return new Umzug({ migrations: steps, context: db, storage, logger: undefined });
}

async function isDone(
  db: Database,
  transaction: Transaction | null,
  statement: GuardedStatement,
): Promise<boolean> {
  const [view, kind, name] =
    'unlessColumn' in statement
      ? ['columns', 'column_name', statement.unlessColumn]
      : 'unlessIndex' in statement
        ? ['statistics', 'index_name', statement.unlessIndex]
        : 'ifColumn' in statement
          ? ['columns', 'column_name', statement.ifColumn]
          : ['table_constraints', 'constraint_name', statement.ifForeignKey];
  const found = await db.query(
    `SELECT 1 FROM information_schema.${view} WHERE table_schema = DATABASE() AND table_name = ? AND ${kind} = ? LIMIT 1`,
    { replacements: [...name], type: QueryTypes.SELECT, transaction },
  );
  const drops = 'ifColumn' in statement || 'ifForeignKey' in statement;
  return found.length > 0 !== drops;
}

function appliedTable(db: Database, transaction: Transaction | null): UmzugStorage<Database> {
  const run = (sql: string, replacements: string[] = []) => db.query(sql, { replacements, transaction });
  return {
    async logMigration({ name }) {
      await run('INSERT INTO schema_migrations VALUES (?, UTC_TIMESTAMP(3))', [name]);
    },
    async unlogMigration({ name }) {
      await run('DELETE FROM schema_migrations WHERE name = ?', [name]);
    },
    async executed() {
      await run(
        'CREATE TABLE IF NOT EXISTS schema_migrations (name VARCHAR(100) PRIMARY KEY, applied_at DATETIME(3) NOT NULL)',
      );
      const rows = await db.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name', {
        type: QueryTypes.SELECT,
        transaction,
      });
      return rows.map(({ name }) => name);
    },
  };
}
