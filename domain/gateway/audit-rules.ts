import type { AuditRule } from '../ledger/ledger';
import { UNCOUNTED } from './call';
import { CALLS_SINCE } from './call-retention';

/** The id that no call is below that may not have been deleted for its age; nothing is below an empty one. */
const KEPT_FROM = `COALESCE((
  SELECT INSERT(LPAD(LOWER(HEX(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', created_at) DIV 1000)), 12, '0'), 9, 0, '-')
  FROM installation_facts WHERE name = '${CALLS_SINCE}'), '')`;

/** What calls have paid, by their references. */
const PAID = `(
  SELECT reference, SUM(amount) AS amount FROM transfers
  WHERE reference LIKE 'call/%' AND kind NOT IN ('hold', 'release') GROUP BY reference)`;

const SUMS = ['requests', 'input_tokens', 'output_tokens', 'cached_tokens', 'cost'] as const;
const listed = (write: (column: string) => string) => SUMS.map(write).join(', ');

/** Totals of a kind against what is kept of its calls, and what had been added to it by those that were deleted. */
function totalsRule(kind: 'key' | 'channel', id: string, part: string): string {
  return `
    SELECT CONCAT('${kind} ', s.id, ' of ', s.part) AS subject,
      CONCAT('too many by ', ${SUMS.map((column) => `'${column} ', s.${column}`).join(", ', ', ")}) AS detail
    FROM (
      SELECT e.id, e.part, ${listed((column) => `SUM(e.${column}) AS ${column}`)} FROM (
        SELECT id, part, ${listed((column) => column)} FROM gateway_totals WHERE kind = '${kind}'
        UNION ALL
        SELECT id, part, ${listed((column) => `-${column}`)} FROM gateway_totals WHERE kind = '${kind}-deleted'
        UNION ALL
        SELECT COALESCE(${id}, 0), COALESCE(${part}, 0), -1, -input_tokens, -output_tokens, -cache_read_tokens,
          shortfall - cost
        FROM gateway_calls WHERE status NOT IN (${UNCOUNTED.map((status) => `'${status}'`).join(', ')})${kind === 'channel' ? ` AND ${id} IS NOT NULL` : ''}
      ) e GROUP BY e.id, e.part
    ) s WHERE ${SUMS.map((column) => `s.${column} <> 0`).join(' OR ')}`;
}

/** What must be true of the gateway's books at every moment, beside the ledger's own rules. */
export const GATEWAY_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'what a call has paid is what its row says',
    violations: `
      SELECT p.reference AS subject, CONCAT('paid ', p.amount, ', ',
        COALESCE(CONCAT('cost ', c.cost, ' less ', c.shortfall), 'no call')) AS detail
      FROM ${PAID} p LEFT JOIN gateway_calls c ON c.id = SUBSTRING(p.reference, 6)
      WHERE (c.id IS NULL AND SUBSTRING(p.reference, 6) >= ${KEPT_FROM}) OR p.amount <> c.cost - c.shortfall`,
  },
  {
    name: 'a call that has cost something was paid',
    violations: `
      SELECT CONCAT('call/', c.id) AS subject, CONCAT('cost ', c.cost, ' less ', c.shortfall, ', paid nothing') AS detail
      FROM gateway_calls c LEFT JOIN ${PAID} p ON p.reference = CONCAT('call/', c.id)
      WHERE c.cost <> c.shortfall AND c.user_package_id IS NULL AND p.reference IS NULL`,
  },
  {
    name: 'a call that a package pays for has paid nothing else',
    violations: `
      SELECT CONCAT('call/', c.id) AS subject,
        CONCAT('package ', c.user_package_id, ', held ', c.held, ', paid ', COALESCE(p.amount, 0)) AS detail
      FROM gateway_calls c LEFT JOIN ${PAID} p ON p.reference = CONCAT('call/', c.id)
      WHERE c.user_package_id IS NOT NULL AND (c.held <> 0 OR p.reference IS NOT NULL)`,
  },
  {
    name: 'a call on a package is open or written down, and not both',
    violations: `
      SELECT CONCAT('call/', p.call_id) AS subject, CONCAT('open, and ', c.status) AS detail
      FROM gateway_package_calls p JOIN gateway_calls c ON c.id = p.call_id`,
  },
  {
    name: 'a call is written down when its hold is resolved, and not before',
    violations: `
      SELECT h.hold_key AS subject, CONCAT('holds ', h.amount, ', ', h.state, '; ',
        COALESCE(CONCAT(c.status, ' with ', c.held), 'not written down')) AS detail
      FROM holds h LEFT JOIN gateway_calls c ON c.id = SUBSTRING(h.hold_key, 6)
      WHERE h.hold_key LIKE 'call/%' AND (
        (h.state = 'pending' AND c.id IS NOT NULL) OR (h.state <> 'pending' AND c.held NOT IN (0, h.amount)) OR
        (h.state <> 'pending' AND c.id IS NULL AND SUBSTRING(h.hold_key, 6) >= ${KEPT_FROM}))`,
  },
  {
    name: 'the attempts of a call cost what it came to',
    violations: `
      SELECT CONCAT('call/', a.call_id) AS subject,
        CONCAT('attempts ', a.cost, ', ', COALESCE(CONCAT('call ', c.base_cost), 'no call')) AS detail
      FROM (SELECT call_id, SUM(cost) AS cost, SUM(outcome = 'answered') AS answered FROM gateway_attempts GROUP BY call_id) a
      LEFT JOIN gateway_calls c ON c.id = a.call_id
      WHERE c.id IS NULL OR a.cost <> IF(a.answered > 0, c.base_cost, 0)`,
  },
  {
    name: 'a budget has reserved what its open calls have',
    violations: `
      SELECT CONCAT('budget ', b.subject, ' ', b.unit, ' ', b.window_start) AS subject,
        CONCAT('reserved ', b.reserved, ', open calls ', COALESCE(r.amount, 0)) AS detail
      FROM gateway_budgets b
      LEFT JOIN (
        SELECT subject, unit, window_start, SUM(amount) AS amount FROM gateway_reservations
        GROUP BY subject, unit, window_start
      ) r ON r.subject = b.subject AND r.unit = b.unit AND r.window_start = b.window_start
      WHERE b.reserved <> COALESCE(r.amount, 0)`,
  },
  {
    name: 'what is reserved belongs to a call that is open',
    violations: `
      SELECT CONCAT('call/', r.call_id) AS subject, CONCAT('reserved ', r.amount, ' of ', r.subject) AS detail
      FROM gateway_reservations r JOIN gateway_calls c ON c.id = r.call_id`,
  },
  {
    name: 'a key has spent no more than its calls have paid',
    violations: `
      SELECT b.subject AS subject, CONCAT('spent ', b.spent, ', paid ', COALESCE(t.cost, 0)) AS detail
      FROM (
        SELECT subject, SUM(spent) AS spent FROM gateway_budgets
        WHERE subject LIKE 'key:%' AND unit = 'credits' GROUP BY subject
      ) b LEFT JOIN gateway_totals t ON t.kind = 'key' AND t.id = CAST(SUBSTRING(b.subject, 5) AS UNSIGNED)
      WHERE b.spent > COALESCE(t.cost, 0)`,
  },
  {
    name: 'the totals of keys are what their calls add up to',
    violations: totalsRule('key', 'api_key_id', 'user_id'),
  },
  {
    name: 'the totals of channels are what their calls add up to',
    violations: totalsRule('channel', 'channel_id', 'user_channel_id'),
  },
];
