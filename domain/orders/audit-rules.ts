import type { AuditRule } from '../ledger/ledger';

/** What a paid order moved, by the key of its transfer: credits that were bought, or that bought a membership. */
const MOVED = `IF(o.purpose = 'recharge', o.credits, IF(o.payment_method = 'balance', o.amount_fen * 10000000, 0))`;

const WAS_PAID = "o.status IN ('paid', 'refunded')";

/** What a refund of an order moves back, by the key of its transfer. */
const GIVES_BACK = `IF(o.purpose = 'recharge', o.credits + o.bonus_credits, ${MOVED})`;

/** What must be true of orders at every moment, beside the ledger's own rules. */
export const ORDER_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'a paid order moved what it says, and no other moved anything',
    violations: `
      SELECT CONCAT('order ', o.order_no) AS subject,
        CONCAT(o.status, ', moves ', ${MOVED}, ', moved ', COALESCE(t.amount, 'nothing')) AS detail
      FROM orders o LEFT JOIN transfers t ON t.idem_key = CONCAT('order/', o.order_no)
      WHERE COALESCE(t.amount, 0) <> IF(${WAS_PAID}, ${MOVED}, 0)`,
  },
  {
    name: 'the credits on top of an order are given once it is paid',
    violations: `
      SELECT CONCAT('order ', o.order_no) AS subject,
        CONCAT(o.status, ', adds ', o.bonus_credits, ', added ', COALESCE(t.amount, 'nothing')) AS detail
      FROM orders o LEFT JOIN transfers t ON t.idem_key = CONCAT('order/', o.order_no, '/bonus')
      WHERE COALESCE(t.amount, 0) <> IF(${WAS_PAID}, o.bonus_credits, 0)`,
  },
  {
    name: 'what an order moved has its order',
    violations: `
      SELECT CONCAT('transfer ', t.idem_key) AS subject, CONCAT(t.kind, ' ', t.amount) AS detail
      FROM transfers t LEFT JOIN orders o ON o.order_no = t.reference
      WHERE t.idem_key LIKE 'order/%' AND (o.id IS NULL OR NOT ${WAS_PAID})`,
  },
  {
    name: 'an order that a provider was paid for has its payment on record',
    violations: `
      SELECT CONCAT('order ', o.order_no) AS subject, CONCAT('trade ', COALESCE(o.trade_no, 'none')) AS detail
      FROM orders o
      LEFT JOIN payment_events e ON e.provider = o.provider AND e.credited_trade_no = o.trade_no AND e.order_no = o.order_no
      WHERE ${WAS_PAID} AND o.provider <> 'internal' AND e.id IS NULL`,
  },
  {
    name: 'a refunded order moved back what it had moved, and no other moved anything back',
    violations: `
      SELECT CONCAT('order ', o.order_no) AS subject,
        CONCAT(o.status, ', moves back ', ${GIVES_BACK}, ', moved back ', COALESCE(t.amount, 'nothing')) AS detail
      FROM orders o LEFT JOIN transfers t ON t.idem_key = CONCAT('order/', o.order_no, '/refund')
      WHERE COALESCE(t.amount, 0) <> IF(o.status = 'refunded', ${GIVES_BACK}, 0)
        OR (t.id IS NOT NULL AND t.kind <> 'refund')`,
  },
  {
    name: 'an order is refunded by a refund that is done, and its credits are set aside for one that is asked for',
    violations: `
      SELECT CONCAT('refund ', r.id, ' of order ', o.order_no) AS subject,
        CONCAT(r.state, ', order ', o.status, ', hold ', COALESCE(h.state, 'none')) AS detail
      FROM order_refunds r JOIN orders o ON o.id = r.order_id
      LEFT JOIN holds h ON h.hold_key = CONCAT('refund/', r.id)
      WHERE (r.state = 'done' AND o.status <> 'refunded')
        OR (r.state = 'asked' AND (o.status <> 'paid' OR (r.credits > 0 AND NOT (h.state <=> 'pending'))))
        OR (r.state <> 'asked' AND h.state <=> 'pending')
      UNION ALL
      SELECT CONCAT('order ', o.order_no), 'refunded without a refund'
      FROM orders o LEFT JOIN order_refunds r ON r.live_order_id = o.id AND r.state = 'done'
      WHERE o.status = 'refunded' AND r.id IS NULL`,
  },
  {
    name: 'who bought a membership is a member until its end',
    violations: `
      SELECT CONCAT('user ', u.id) AS subject,
        CONCAT('until ', COALESCE(u.membership_end_at, 'never'), ', bought until ', o.ends_at) AS detail
      FROM (
        SELECT user_id, MAX(membership_ends_at) AS ends_at FROM orders
        WHERE purpose = 'membership' AND status = 'paid' GROUP BY user_id
      ) o JOIN users u ON u.id = o.user_id
      WHERE u.membership_end_at IS NULL OR u.membership_end_at < o.ends_at OR o.ends_at IS NULL`,
  },
  {
    name: 'a day’s benefits of a member are the jobs that they paid for',
    violations: `
      SELECT CONCAT('user ', d.user_id, ' on ', d.day) AS subject,
        CONCAT('used ', d.used, ', jobs ', COALESCE(j.jobs, 0)) AS detail
      FROM membership_days d
      LEFT JOIN (
        SELECT owner_id, covered_on, COUNT(*) AS jobs FROM jobs
        WHERE covered_on IS NOT NULL AND state NOT IN ('failed', 'cancelled') GROUP BY owner_id, covered_on
      ) j ON j.owner_id = d.user_id AND j.covered_on = d.day
      WHERE d.used <> COALESCE(j.jobs, 0)`,
  },
];
