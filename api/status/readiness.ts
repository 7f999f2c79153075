import type { Client } from '@temporalio/client';
import type { Database } from '../../domain/db/database';
import { pendingMigrations } from '../../domain/db/migrator';

/** A thing that the process needs: it answers why it cannot do without, or nothing when all is well. */
export type Check = () => Promise<string | undefined>;

const TIMEOUT_MS = 3_000;

/** MySQL answers, and its schema is the one that this code knows. */
export function databaseCheck(db: Database): Check {
  let migrated = false; // a migration that was applied stays applied
  return async () => {
    await db.query('SELECT 1');
    if (migrated) return undefined;
    const pending = await pendingMigrations(db);
    migrated = pending.length === 0;
    return migrated ? undefined : `the migrations ${pending.join(', ')} are pending`;
  };
}

/** Temporal answers for the namespace. */
export function temporalCheck(client: Client): Check {
  return async () => {
    const { namespace } = client.options;
    await client.withDeadline(Date.now() + TIMEOUT_MS, () =>
      client.workflowService.describeNamespace({ namespace }),
    );
    return undefined;
  };
}

export interface Readiness {
  /** `degraded`: it does its work, but something that only helps is away. */
  readonly status: 'ready' | 'degraded' | 'not ready';
  readonly checks: Readonly<Record<string, string>>;
}

/** Runs every check; one that fails or takes over 3 seconds is away. `helpful` ones do not keep it from being ready. */
export async function readiness(
  needed: Readonly<Record<string, Check>>,
  helpful: Readonly<Record<string, Check>>,
): Promise<Readiness> {
  const [must, may] = await Promise.all([runAll(needed), runAll(helpful)]);
  const well = (results: Record<string, string>) => Object.values(results).every((result) => result === 'ok');
  const status = !well(must) ? 'not ready' : well(may) ? 'ready' : 'degraded';
  return { status, checks: { ...must, ...may } };
}

async function runAll(checks: Readonly<Record<string, Check>>): Promise<Record<string, string>> {
  const results = Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => {
    const outcome = await Promise.race([check().catch(() => 'away'), late()]);
    return [name, outcome ?? 'ok'];
  });
  return Object.fromEntries(await Promise.all(results));
}

function late(): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('away'), TIMEOUT_MS).unref());
}
