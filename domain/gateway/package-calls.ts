import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { NewRow } from '../db/new-rows';
import { list, sql, text, time, whole, type Statement } from '../db/statement';
import type { CallFacts } from './call';
import { fittingAgent } from './call-rows';

/**
 * A call that a package pays for. It has no hold in the ledger, for no money moves: a row stands for it until it is
 * settled, so that one whose process died is found.
 */
export type PackageCallFacts = CallFacts & { readonly userPackageId: number };

export function isPaidByPackage(facts: CallFacts): facts is PackageCallFacts {
  return typeof facts.userPackageId === 'number';
}

const INTO_OPEN = sql`INSERT INTO gateway_package_calls (call_id, user_id, api_key_id, user_package_id, surface, model,
  protocol, ip, user_agent, streamed, created_at, expires_at) VALUES`;

/** Gives these calls more time, for their process lives. */
export function keepPackageCallsOpen(ids: readonly string[], until: Date): Statement {
  return sql`UPDATE gateway_package_calls SET expires_at = ${time(until)} WHERE call_id IN (${list(ids.map(text))})`;
}

/** Those whose time is over at `now`, the longest overdue first: their processes are dead. */
export async function overduePackageCalls(
  db: Database,
  now: Date,
  limit: number,
): Promise<PackageCallFacts[]> {
  const rows = await db.query<Readonly<Record<string, unknown>>>(
    'SELECT * FROM gateway_package_calls WHERE expires_at <= ? ORDER BY expires_at, call_id LIMIT ?',
    { replacements: [dateTime(now), limit], type: QueryTypes.SELECT },
  );
  return rows.map((row) => ({
    id: row['call_id'] as string,
    userId: row['user_id'] as number,
    keyId: row['api_key_id'] as number | null,
    userPackageId: row['user_package_id'] as number,
    surface: row['surface'] as string,
    model: row['model'] as string,
    protocol: row['protocol'] as string,
    ip: row['ip'] as string,
    userAgent: row['user_agent'] as string,
    streamed: row['streamed'] === 1,
    createdAt: row['created_at'] as Date,
  }));
}

/** These are open no longer: one statement for all of them, or none. */
export function closePackageCalls(ids: readonly string[]): Statement[] {
  if (ids.length === 0) return [];
  return [sql`DELETE FROM gateway_package_calls WHERE call_id IN (${list(ids.map(text))})`];
}

/** The row of a call that is open, and found dead after `until` if nobody makes it last longer. */
export function openRow(facts: PackageCallFacts, until: Date): NewRow {
  return {
    into: INTO_OPEN,
    values: sql`(${text(facts.id)},${facts.userId},${whole(facts.keyId)},${facts.userPackageId},${text(facts.surface)},
      ${text(facts.model)},${text(facts.protocol)},${text(facts.ip)},${text(fittingAgent(facts.userAgent))},
      ${facts.streamed ? 1 : 0},${time(facts.createdAt)},${time(until)})`,
  };
}
