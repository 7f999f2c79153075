import type { AuditRule } from '../ledger/ledger';

/** What must be true of what is given away, beside the ledger's own rules. */
export const CAMPAIGN_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'a coupon was given out as often as it says',
    violations: `
      SELECT CONCAT('coupon ', c.id) AS subject,
        CONCAT('claimed ', c.claimed_count, ' of ', COALESCE(c.max_usage, 'any'), ', users ', COALESCE(u.number, 0)) AS detail
      FROM coupons c
      LEFT JOIN (SELECT coupon_id, COUNT(*) AS number FROM user_coupons GROUP BY coupon_id) u ON u.coupon_id = c.id
      WHERE c.claimed_count <> COALESCE(u.number, 0) OR c.claimed_count > c.max_usage`,
  },
  {
    name: 'a coupon is reserved by an order that waits, and used by one that is paid',
    violations: `
      SELECT CONCAT('coupon ', u.id, ' of user ', u.user_id) AS subject,
        CONCAT(u.status, ', order ', COALESCE(CONCAT(o.order_no, ' ', o.status), 'none')) AS detail
      FROM user_coupons u LEFT JOIN orders o ON o.id = u.order_id
      WHERE NOT CASE u.status
        WHEN 'unused' THEN u.order_id IS NULL
        WHEN 'reserved' THEN o.status <=> 'pending' AND o.user_coupon_id <=> u.id AND o.user_id <=> u.user_id
        WHEN 'used' THEN o.status <=> 'paid' AND o.user_coupon_id <=> u.id AND o.user_id <=> u.user_id
        ELSE FALSE END`,
  },
  {
    name: 'an order that is alive has the coupon that went into its price',
    violations: `
      SELECT CONCAT('order ', o.order_no) AS subject, CONCAT('coupon ', o.user_coupon_id) AS detail
      FROM orders o LEFT JOIN user_coupons u ON u.id = o.user_coupon_id AND u.order_id = o.id
      WHERE o.status IN ('pending', 'paid') AND o.user_coupon_id IS NOT NULL AND u.id IS NULL`,
  },
  {
    name: 'an activity has as many participants as took part',
    violations: `
      SELECT CONCAT('activity ', a.id) AS subject,
        CONCAT(a.participants, ' of ', COALESCE(a.max_participants, 'any'), ', took part ', COALESCE(p.number, 0)) AS detail
      FROM activities a
      LEFT JOIN (SELECT activity_id, COUNT(*) AS number FROM participations GROUP BY activity_id) p
        ON p.activity_id = a.id
      WHERE a.participants <> COALESCE(p.number, 0) OR a.participants > a.max_participants`,
  },
  {
    name: 'who took part in an activity has its reward',
    violations: `
      SELECT CONCAT('participation ', p.id) AS subject,
        CONCAT('reward ', p.reward, ', given ', COALESCE(t.amount, 'nothing')) AS detail
      FROM participations p
      LEFT JOIN transfers t ON t.idem_key = CONCAT('activity/', p.activity_id, '/', p.id)
      LEFT JOIN accounts a ON a.id = t.credit_account
      WHERE p.reward <> COALESCE(t.amount, 0)
        OR (t.id IS NOT NULL AND NOT (a.owner <=> CONCAT('user:', p.rewarded_id)))`,
  },
  {
    name: 'a referral is rewarded once the payment has come, with what it says',
    violations: `
      SELECT CONCAT('referral ', r.id) AS subject,
        CONCAT(r.status, ', reward ', r.reward, ', given ', COALESCE(t.amount, 'nothing')) AS detail
      FROM referrals r
      LEFT JOIN transfers t ON t.idem_key = CONCAT('referral/', r.id)
      LEFT JOIN orders o ON o.order_no = r.order_no
      WHERE r.reward <> COALESCE(t.amount, 0) OR (r.status = 'completed') <> (t.id IS NOT NULL)
        OR (r.status = 'completed' AND NOT (COALESCE(o.status, '') IN ('paid', 'refunded') AND o.user_id <=> r.referred_id))`,
  },
];
