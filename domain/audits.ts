import { QueryTypes } from 'sequelize';
import { dateTime } from './db/columns';
import type { Database } from './db/database';

/** That the ledger was audited, and how many violations there were. */
export interface AuditRecord {
  readonly checkedAt: Date;
  readonly violations: number;
}

/** The record of audits: what an alarm goes by must not end with the process that found it. */
export interface Audits {
  record(audit: AuditRecord): Promise<void>;
  /** Undefined before the first. */
  newest(): Promise<AuditRecord | undefined>;
}

export function createAudits({ db }: { db: Database }): Audits {
  return {
    async record({ checkedAt, violations }) {
      await db.query('INSERT INTO ledger_audits (checked_at, violations) VALUES (?, ?)', {
        replacements: [dateTime(checkedAt), violations],
        type: QueryTypes.INSERT,
      });
    },
    async newest() {
      const [row] = await db.query<{ checked_at: Date; violations: number }>(
        'SELECT checked_at, violations FROM ledger_audits ORDER BY id DESC LIMIT 1',
        { type: QueryTypes.SELECT },
      );
      return row && { checkedAt: row.checked_at, violations: row.violations };
    },
  };
}
