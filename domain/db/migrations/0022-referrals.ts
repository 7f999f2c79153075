import type { Migration } from '../migrator';

const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

export const referrals: Migration = {
  name: '0022-referrals',
  kind: 'expand',
  up: [
    // A user is referred once. `order_no` is the first payment of the referred user, which the reward is for.
    `CREATE TABLE IF NOT EXISTS referrals (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      referrer_id BIGINT UNSIGNED NOT NULL,
      referred_id BIGINT UNSIGNED NOT NULL,
      status ${WORD} NOT NULL DEFAULT 'pending',
      reward BIGINT NOT NULL DEFAULT 0,
      order_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      completed_at DATETIME(3) NULL,
      UNIQUE KEY referrals_referred (referred_id),
      KEY referrals_referrer (referrer_id, id),
      CONSTRAINT referrals_referrer_fk FOREIGN KEY (referrer_id) REFERENCES users (id),
      CONSTRAINT referrals_referred_fk FOREIGN KEY (referred_id) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Who registered with a code before there were records.
    `INSERT INTO referrals (referrer_id, referred_id, created_at)
     SELECT referred_by, id, created_at FROM users WHERE referred_by IS NOT NULL
     ON DUPLICATE KEY UPDATE referrer_id = referrer_id`,
  ],
};
