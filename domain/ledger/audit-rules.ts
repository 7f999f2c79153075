import { IS_OF_WORK } from './spent';

export interface AuditRule {
  readonly name: string;
  /** A query whose rows, `subject` and `detail`, are what breaks the rule. */
  readonly violations: string;
}

const ACCOUNT = "CONCAT('account ', a.id, ' ', a.owner, '/', a.type)";
const MONEY_MOVED = "t.kind NOT IN ('hold', 'release')";

/**
 * What must be true of the books at every moment. Numbers of entries are compared as signed ones: a
 * subtraction below zero of an unsigned column is an error, and a wrong 0 must be reported, not trip us.
 */
export const AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'an account has what its entries add up to',
    violations: `
      SELECT ${ACCOUNT} AS subject, CONCAT('posted ', a.posted, ', entries ', COALESCE(e.total, 0)) AS detail
      FROM accounts a
      LEFT JOIN (SELECT account_id, SUM(amount) AS total FROM entries GROUP BY account_id) e ON e.account_id = a.id
      WHERE a.posted <> COALESCE(e.total, 0)`,
  },
  {
    name: 'the entries of an account are numbered from 1 without gaps',
    violations: `
      SELECT ${ACCOUNT} AS subject,
        CONCAT('last number ', a.last_seq, ', entries ', COALESCE(CONCAT(e.number, ', ', e.first, ' to ', e.last), 0)) AS detail
      FROM accounts a
      LEFT JOIN (
        SELECT account_id, COUNT(*) AS number, MIN(seq) AS first, MAX(seq) AS last FROM entries GROUP BY account_id
      ) e ON e.account_id = a.id
      WHERE a.last_seq <> COALESCE(e.number, 0) OR a.last_seq <> COALESCE(e.last, 0) OR e.first <> 1`,
  },
  {
    name: 'an entry goes on from the balance before it',
    violations: `
      SELECT CONCAT('entry ', e.account_id, '/', e.seq) AS subject,
        CONCAT('balance ', e.balance_after, ' after ', COALESCE(p.balance_after, 0), ' and ', e.amount) AS detail
      FROM entries e
      LEFT JOIN entries p ON p.account_id = e.account_id AND p.seq = CAST(e.seq AS SIGNED) - 1
      WHERE e.balance_after <> COALESCE(p.balance_after, 0) + e.amount`,
  },
  {
    // With the next rule this says that the entries of every transfer are two, and sum to zero.
    name: 'an entry is one side of its transfer',
    violations: `
      SELECT CONCAT('entry ', e.account_id, '/', e.seq) AS subject,
        CONCAT(e.amount, ' of ', COALESCE(CONCAT(t.amount, ' by ', t.idem_key), 'no transfer')) AS detail
      FROM entries e
      LEFT JOIN accounts a ON a.id = e.account_id
      LEFT JOIN transfers t ON t.id = e.transfer_id
      WHERE a.id IS NULL OR t.id IS NULL OR NOT (
        (t.debit_account <=> e.account_id AND t.debit_seq <=> e.seq AND e.amount = -t.amount) OR
        (t.credit_account <=> e.account_id AND t.credit_seq <=> e.seq AND e.amount = t.amount))`,
  },
  {
    name: 'a transfer of money has both its entries',
    violations: `
      SELECT CONCAT('transfer ', t.idem_key) AS subject,
        CONCAT(t.amount, ', debit ', COALESCE(d.amount, 'missing'), ', credit ', COALESCE(c.amount, 'missing')) AS detail
      FROM transfers t
      LEFT JOIN entries d ON d.account_id = t.debit_account AND d.seq = t.debit_seq AND d.transfer_id = t.id
      LEFT JOIN entries c ON c.account_id = t.credit_account AND c.seq = t.credit_seq AND c.transfer_id = t.id
      WHERE ${MONEY_MOVED} AND t.amount <> 0 AND (d.seq IS NULL OR c.seq IS NULL)`,
  },
  {
    name: 'all accounts together are zero',
    violations: `
      SELECT CONCAT('currency ', currency) AS subject, CONCAT('sum ', SUM(posted)) AS detail
      FROM accounts GROUP BY currency HAVING SUM(posted) <> 0`,
  },
  {
    name: 'an account has set aside what its pending holds add up to',
    violations: `
      SELECT ${ACCOUNT} AS subject, CONCAT('held ', a.held, ', holds ', COALESCE(h.total, 0)) AS detail
      FROM accounts a
      LEFT JOIN (
        SELECT account_id, SUM(amount) AS total FROM holds WHERE state = 'pending' GROUP BY account_id
      ) h ON h.account_id = a.id
      WHERE a.held <> COALESCE(h.total, 0)`,
  },
  {
    name: 'only the platform is below zero',
    violations: `
      SELECT ${ACCOUNT} AS subject, CONCAT('posted ', a.posted, ', held ', a.held) AS detail
      FROM accounts a WHERE a.held < 0 OR (a.owner <> 'platform' AND a.posted - a.held < 0)`,
  },
  {
    name: 'a hold was made by an operation, and takes no more than its amount',
    violations: `
      SELECT CONCAT('hold ', h.hold_key) AS subject,
        CONCAT(h.state, ' ', h.captured, ' of ', h.amount, ', made with ', COALESCE(t.amount, 'nothing')) AS detail
      FROM holds h
      LEFT JOIN transfers t ON t.idem_key = h.hold_key AND t.kind = 'hold' AND t.debit_account <=> h.account_id
      WHERE (h.account_id IS NOT NULL AND NOT (t.amount <=> h.amount))
        OR (h.account_id IS NULL AND (h.amount <> 0 OR h.state <> 'released'))
        OR h.captured < 0 OR h.captured > h.amount OR (h.state <> 'captured' AND h.captured <> 0)`,
  },
  {
    name: 'a hold is resolved by the operation that its row names',
    violations: `
      SELECT CONCAT('hold ', h.hold_key) AS subject,
        CONCAT(h.state, ' ', h.captured, ' by ', COALESCE(CONCAT(t.kind, ' ', t.amount, ' ', t.idem_key), 'nobody')) AS detail
      FROM holds h
      LEFT JOIN transfers t ON t.id = h.resolved_by
      WHERE NOT CASE h.state
        WHEN 'pending' THEN h.resolved_by IS NULL
        WHEN 'released' THEN t.kind <=> 'release' AND t.hold_key <=> h.hold_key AND t.amount <=> h.amount
        WHEN 'captured' THEN COALESCE(${MONEY_MOVED}, FALSE) AND t.hold_key <=> h.hold_key AND t.amount <=> h.captured
        ELSE FALSE END`,
  },
  {
    // A release that came too late has the amount 0; every other resolution is the hold's only one.
    name: 'a hold is resolved at most once',
    violations: `
      SELECT CONCAT('transfer ', t.idem_key) AS subject,
        CONCAT(t.kind, ' ', t.amount, ' of hold ', t.hold_key, ', ', COALESCE(h.state, 'which is not there')) AS detail
      FROM transfers t
      LEFT JOIN holds h ON h.hold_key = t.hold_key
      WHERE t.hold_key IS NOT NULL AND (h.hold_key IS NULL
        OR (t.kind = 'release' AND t.amount <> 0 AND NOT (h.resolved_by <=> t.id))
        OR (${MONEY_MOVED} AND NOT (h.resolved_by <=> t.id)))`,
  },
  {
    name: 'what is kept of an account’s spending is what its entries add up to',
    violations: `
      SELECT CONCAT('account ', k.account_id) AS subject,
        CONCAT('spent ', k.spent, ' with entry ', k.seq, ', entries ', COALESCE(e.total, 0)) AS detail
      FROM spent_totals k
      LEFT JOIN accounts a ON a.id = k.account_id
      LEFT JOIN (
        SELECT e.account_id, SUM(-e.amount) AS total
        FROM spent_totals k
        JOIN entries e ON e.account_id = k.account_id AND e.seq <= k.seq
        JOIN transfers t ON t.id = e.transfer_id
        WHERE ${IS_OF_WORK} GROUP BY e.account_id
      ) e ON e.account_id = k.account_id
      WHERE k.spent <> COALESCE(e.total, 0) OR a.id IS NULL OR k.seq > a.last_seq`,
  },
  {
    name: 'what is kept for an account’s statements is what its entries add up to',
    violations: `
      SELECT CONCAT('account ', e.account_id, ', ', e.kind) AS subject,
        CONCAT(COALESCE(CONCAT(l.number, ' lines to ', l.n, ', ', l.received, ' and ', l.given), 'no line'),
          ', entries ', e.number, ', ', e.received, ' and ', e.given) AS detail
      FROM (
        SELECT e.account_id, t.kind, COUNT(*) AS number, SUM(IF(e.amount > 0, e.amount, 0)) AS received,
          SUM(IF(e.amount < 0, -e.amount, 0)) AS given
        FROM statement_marks m
        JOIN entries e ON e.account_id = m.account_id AND e.seq <= m.seq
        JOIN transfers t ON t.id = e.transfer_id
        GROUP BY e.account_id, t.kind
      ) e
      LEFT JOIN (
        SELECT account_id, kind, COUNT(*) AS number, MAX(n) AS n, MAX(received) AS received, MAX(given) AS given
        FROM statement_lines GROUP BY account_id, kind
      ) l ON l.account_id = e.account_id AND l.kind = e.kind
      WHERE NOT (l.number <=> e.number AND l.n <=> e.number AND l.received <=> e.received AND l.given <=> e.given)`,
  },
];
