import { QueryTypes } from 'sequelize';
import { toAppError } from '../../api/router/unexpected';
import { openDatabase, type Database } from '../../domain/db/database';
import { faultOf } from '../../domain/db/faults';
import { migrate, pendingMigrations } from '../../domain/db/migrator';
import { inTransaction } from '../../domain/db/transaction';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function settings(db: Database) {
  const [row] = await db.query<{ modes: string; seconds: number }>(
    'SELECT @@SESSION.sql_mode AS modes, @@SESSION.innodb_lock_wait_timeout AS seconds',
    { type: QueryTypes.SELECT },
  );
  return { ...row, modes: row?.modes.split(',').sort() };
}

test('the pool is strict, escapes with backslashes and waits briefly, whatever the server is set to', async () => {
  expect(await settings(database.db)).toEqual({
    modes: ['ERROR_FOR_DIVISION_BY_ZERO', 'NO_ENGINE_SUBSTITUTION', 'STRICT_TRANS_TABLES'],
    seconds: 3,
  });
});

test('what passes by itself is told apart from what is wrong with a statement', async () => {
  const { db } = database;
  await db.query('CREATE TABLE things (id INT NOT NULL PRIMARY KEY)');
  await db.query('INSERT INTO things VALUES (1)');
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: unknown) => [faultOf(error), toAppError(error).code],
    );
  expect(await failure(db.query('INSERT INTO things VALUES (1)'))).toEqual(['duplicate', 'INTERNAL']);
  expect(await failure(db.query('INSERT INTO nothing VALUES (1)'))).toEqual([undefined, 'INTERNAL']);
  await inTransaction(db, async (tx) => {
    await db.query('SELECT id FROM things FOR UPDATE', { transaction: tx });
    expect(await failure(db.query('DELETE FROM things WHERE id = 1'))).toEqual(['lock wait', 'UNAVAILABLE']);
    // Listened to from the beginning: it may fail before the answer to KILL is here.
    const cut = failure(db.query('SELECT SLEEP(60)', { type: QueryTypes.SELECT }));
    await db.query(`KILL ${await connectionOf(db, 'SELECT SLEEP(60)')}`);
    expect(await cut).toEqual(['away', 'UNAVAILABLE']);
  });
  const nowhere = openDatabase({ url: 'mysql://root@127.0.0.1:1/none', poolSize: 1 });
  expect(await failure(nowhere.query('SELECT 1'))).toEqual(['away', 'UNAVAILABLE']);
  await nowhere.close();
});

/** The connection that runs a statement, once it does. */
async function connectionOf(db: Database, statement: string): Promise<number> {
  for (;;) {
    const [found] = await db.query<{ id: number }>(
      'SELECT id AS id FROM information_schema.processlist WHERE db = DATABASE() AND info = ?',
      { replacements: [statement], type: QueryTypes.SELECT },
    );
    if (found) return found.id;
  }
}

describe('migrating', () => {
  /** Another schema of the server, as it is before the first migration. */
  async function emptied(): Promise<TestDatabase> {
    const other = await freshDatabase();
    await other.db.query('DROP TABLE schema_migrations');
    return other;
  }

  test('needs one connection only', async () => {
    const other = await emptied();
    const alone = openDatabase({ url: other.url, poolSize: 1 });
    const applied = await migrate(alone);
    expect(applied).toContain('0001-identity');
    expect(await pendingMigrations(alone)).toEqual([]);
    expect(await migrate(alone)).toEqual([]);
    await alone.close();
    await other.drop();
  });

  test('waits for who migrates the same schema, and for nobody else', async () => {
    const other = await emptied();
    const own = await emptied();
    const migrations = await inTransaction(other.db, async (tx) => {
      // As a process that is at it holds the lock.
      const [lock] = await other.db.query<{ got: number }>(
        "SELECT GET_LOCK(CONCAT('taskloom/', SHA1(DATABASE())), 0) AS got",
        { type: QueryTypes.SELECT, transaction: tx },
      );
      expect(lock?.got).toBe(1);
      const waiting = migrate(other.db);
      expect(await migrate(own.db)).not.toEqual([]);
      await connectionOf(other.db, "SELECT GET_LOCK(CONCAT('taskloom/', SHA1(DATABASE())), 120) AS got");
      const tables = await other.db.query("SHOW TABLES LIKE 'schema_migrations'", {
        type: QueryTypes.SELECT,
      });
      expect(tables).toEqual([]);
      await other.db.query("DO RELEASE_LOCK(CONCAT('taskloom/', SHA1(DATABASE())))", { transaction: tx });
      return waiting;
    });
    expect(migrations).not.toEqual([]);
    await Promise.all([other.drop(), own.drop()]);
  });
});
