import { QueryTypes, Transaction } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { AuditRule } from './audit-rules';

export interface Violation {
  /** The name of the rule. */
  readonly rule: string;
  /** What breaks it: an account, an entry, a transfer, a hold. */
  readonly subject: string;
  readonly detail: string;
}

export interface AuditReport {
  readonly checkedAt: Date;
  readonly violations: readonly Violation[];
}

/** Of each rule the first so many: one mistake in a program breaks a rule everywhere. */
const MOST_PER_RULE = 100;

/**
 * Checks every rule against the whole of the books, all as they were at one moment: one transaction of
 * REPEATABLE READ, without locks. It reads every entry a few times, in the order of the primary keys, so its
 * time grows with the books. An aborted `signal` ends it between two rules: it throws the signal's reason.
 */
export async function audit(
  db: Database,
  clock: Clock,
  rules: readonly AuditRule[],
  signal?: AbortSignal,
): Promise<AuditReport> {
  const checkedAt = clock.now();
  return db.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (tx) => {
    const violations: Violation[] = [];
    for (const rule of rules) {
      signal?.throwIfAborted();
      violations.push(...(await check(db, tx, rule)));
    }
    return { checkedAt, violations };
  });
}

async function check(db: Database, tx: Transaction, { name, violations }: AuditRule): Promise<Violation[]> {
  const rows = await db.query<{ subject: string; detail: string }>(
    `SELECT CAST(subject AS CHAR) AS subject, CAST(detail AS CHAR) AS detail FROM (${violations}) AS v LIMIT ${MOST_PER_RULE}`,
    { type: QueryTypes.SELECT, transaction: tx },
  );
  return rows.map(({ subject, detail }) => ({ rule: name, subject, detail }));
}
