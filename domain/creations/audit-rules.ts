import type { AuditRule } from '../ledger/ledger';
import { BLOCK_IDS } from './creation-totals';

/** What must be true of what is kept of users' histories. */
export const CREATION_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'a history has as many creations as its totals say',
    violations: `
      SELECT CONCAT('user ', owner_id, ', block ', block, ', ', type, ' ', tool_type) AS subject,
        CONCAT('shown ', SUM(kept_shown), ', is ', SUM(is_shown), '; removed ', SUM(kept_removed), ', is ', SUM(is_removed))
          AS detail
      FROM (
        SELECT owner_id, block, type, tool_type, shown AS kept_shown, removed AS kept_removed, 0 AS is_shown, 0 AS is_removed
        FROM creation_totals
        UNION ALL
        SELECT owner_id, id DIV ${BLOCK_IDS} AS block, type, COALESCE(tool_type, ''), 0, 0,
          SUM(deleted_at IS NULL), SUM(deleted_at IS NOT NULL)
        FROM creations WHERE status = 'completed' GROUP BY owner_id, block, type, COALESCE(tool_type, '')
      ) AS sides
      GROUP BY owner_id, block, type, tool_type
      HAVING SUM(kept_shown) <> SUM(is_shown) OR SUM(kept_removed) <> SUM(is_removed)`,
  },
];
