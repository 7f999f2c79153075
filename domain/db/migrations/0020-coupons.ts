import type { Migration } from '../migrator';

const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

export const coupons: Migration = {
  name: '0020-coupons',
  kind: 'expand',
  up: [
    // `value` is in hundredths of a percent, in fen or in units of credits, as the type says.
    `CREATE TABLE IF NOT EXISTS coupons (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      code VARCHAR(50) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
      name VARCHAR(100) NOT NULL,
      type ${WORD} NOT NULL,
      value BIGINT NOT NULL,
      min_amount_fen BIGINT NOT NULL DEFAULT 0,
      max_usage INT UNSIGNED NULL,
      claimed_count INT UNSIGNED NOT NULL DEFAULT 0,
      valid_from DATETIME(3) NOT NULL,
      valid_until DATETIME(3) NOT NULL,
      disabled BOOLEAN NOT NULL DEFAULT FALSE,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY coupons_code (code),
      CONSTRAINT coupons_usage CHECK (max_usage IS NULL OR claimed_count <= max_usage)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Of each coupon a user has one at most. `order_id` is the order that it is set aside for, or was used for.
    `CREATE TABLE IF NOT EXISTS user_coupons (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      coupon_id BIGINT UNSIGNED NOT NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      status ${WORD} NOT NULL DEFAULT 'unused',
      order_id BIGINT UNSIGNED NULL,
      received_at DATETIME(3) NOT NULL,
      used_at DATETIME(3) NULL,
      UNIQUE KEY user_coupons_once (coupon_id, user_id),
      UNIQUE KEY user_coupons_order (order_id),
      KEY user_coupons_user (user_id, id),
      KEY user_coupons_used (coupon_id, status),
      CONSTRAINT user_coupons_coupon FOREIGN KEY (coupon_id) REFERENCES coupons (id),
      CONSTRAINT user_coupons_user_fk FOREIGN KEY (user_id) REFERENCES users (id),
      CONSTRAINT user_coupons_state CHECK ((status = 'unused') = (order_id IS NULL))
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // What was taken off the price, and what for: `amount_fen` is what is to be paid.
    {
      unlessColumn: ['orders', 'discount_fen'],
      sql: `ALTER TABLE orders
        ADD COLUMN discount_fen BIGINT NOT NULL DEFAULT 0,
        ADD COLUMN user_coupon_id BIGINT UNSIGNED NULL`,
    },
  ],
};
