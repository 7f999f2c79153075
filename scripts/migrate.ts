import { loadSeedSettings, loadSettings, SettingsError, type Environment } from '../config/settings';
import { openDatabase } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { connectTemporal } from '../temporal/client';
import { ensureSchedules } from '../temporal/schedules';
import { ensureSearchAttributes } from '../temporal/search-attributes';
import type { Settings } from '../config/settings';
import { seed, type NewAccount } from './seed';

/** What a migration tells the process that started it, or else prints. */
export interface MigrationReport {
  /** The names of the schema's steps that were applied. */
  readonly applied: readonly string[];
  /** The first administrator, if it was made now under a password of our own. */
  readonly administrator: NewAccount | undefined;
}

/**
 * Brings what the platform stands on up to date: the schema, the seed, and in Temporal the search attributes
 * and the schedules. Safe to repeat, and beside a running platform. `--demo` also makes the demo account.
 */
async function main(env: Environment, args: readonly string[]): Promise<MigrationReport> {
  const settings = loadSettings(env);
  const [report] = await Promise.all([prepareDatabase(env, settings, args), prepareTemporal(settings)]);
  return report;
}

async function prepareDatabase(
  env: Environment,
  { database }: Settings,
  args: readonly string[],
): Promise<MigrationReport> {
  const db = openDatabase({ ...database, poolSize: 2 });
  try {
    const applied = await migrate(db);
    const administrator = await seed(db, loadSeedSettings(env), args.includes('--demo'));
    return { applied, administrator };
  } finally {
    await db.close();
  }
}

async function prepareTemporal({ temporal }: Settings): Promise<void> {
  const { client, connection } = await connectTemporal(temporal);
  try {
    await ensureSearchAttributes(connection, temporal.namespace);
    await ensureSchedules(client);
  } finally {
    await connection.close();
  }
}

function print({ applied, administrator }: MigrationReport): void {
  console.log(applied.length === 0 ? 'The schema is up to date.' : `Applied ${applied.join(', ')}.`);
  if (administrator) {
    const { username, email, password } = administrator;
    console.log(
      `The administrator is ${username} (${email}), the password ${password}: it is shown only now.`,
    );
  }
}

main(process.env, process.argv.slice(2)).then(
  (report) => {
    if (process.send) process.send(report, () => process.exit(0));
    else print(report);
  },
  (error: unknown) => {
    console.error(error instanceof SettingsError ? error.message : error);
    process.exit(1);
  },
);
