import { randomBytes } from 'node:crypto';
import type { Connection } from '@temporalio/client';
import { openDatabase, type Database } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { ensureSearchAttributes } from '../temporal/search-attributes';

/** A schema of its own, migrated. */
export interface FreshSchema {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/** `server`: the address of the database's server, with an account that may make schemas. */
export async function freshSchema(server: string): Promise<FreshSchema> {
  const schema = `tl_bench_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `${server}/${schema}`;
  const db = openDatabase({ url, poolSize: 20 });
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

/** A namespace of its own on Temporal's server; answers its name. */
export async function freshNamespace(connection: Connection): Promise<string> {
  const namespace = `tl-bench-${randomBytes(6).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
  });
  await ensureSearchAttributes(connection, namespace);
  return namespace;
}
