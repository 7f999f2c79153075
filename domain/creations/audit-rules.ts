import type { AuditRule } from '../ledger/ledger';
import { BLOCK_IDS } from './creation-totals';

/**
 * Compares an owner's totals with the creations by what both add up to: how many are shown and removed, and the same with
 * a number made from block and kind for each. So creations are read in the order of a key that has all of it, and not
 * sorted into hundreds of thousands of groups.
 */
function comparing(kind: 'type' | 'tool_type'): string {
  const sums = (
    shown: string,
    removed: string,
    block: string,
  ) => `SUM(${shown}) AS shown, SUM(${removed}) AS removed,
    SUM(${shown} * CRC32(CONCAT(${block}, ' ', COALESCE(${kind}, '')))) AS shown_kinds,
    SUM(${removed} * CRC32(CONCAT(${block}, ' ', COALESCE(${kind}, '')))) AS removed_kinds`;
  return `
    SELECT CONCAT('user ', owner_id) AS subject,
      CONCAT('by ${kind}: shown too many by ', SUM(side * shown), ', removed too many by ', SUM(side * removed)) AS detail
    FROM (
      SELECT owner_id, 1 AS side, ${sums('shown', 'removed', 'block')} FROM creation_totals GROUP BY owner_id
      UNION ALL
      SELECT owner_id, -1, ${sums('(deleted_at IS NULL)', '(deleted_at IS NOT NULL)', `id DIV ${BLOCK_IDS}`)}
      FROM creations WHERE status = 'completed' GROUP BY owner_id
    ) AS sides
    GROUP BY owner_id
    HAVING SUM(side * shown) <> 0 OR SUM(side * removed) <> 0 OR SUM(side * shown_kinds) <> 0
      OR SUM(side * removed_kinds) <> 0`;
}

/** What must be true of what is kept of users' histories. */
export const CREATION_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'a history has as many creations of each type as its totals say',
    violations: comparing('type'),
  },
  {
    name: 'a history has as many creations of each tool as its totals say',
    violations: comparing('tool_type'),
  },
];
