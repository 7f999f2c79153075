import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '../../domain/db/database';
import { migrate } from '../../domain/db/migrator';
import { required } from './environment';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/** A schema of its own on the test server, migrated and empty. */
export async function freshDatabase(poolSize = 10): Promise<TestDatabase> {
  const server = required('TASKLOOM_TEST_DATABASE_URL');
  const schema = `tl_test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `${server}/${schema}`;
  const db = openDatabase({ url, poolSize });
  await migrate(db);
  return {
    db,
    url,
    drop: async () => {
      await db.close();
      await admin.query(`DROP DATABASE ${schema}`);
      await admin.close();
    },
  };
}
