import type { Migration } from '../migrator';

export const orders: Migration = {
  name: '0003-orders',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS orders (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      order_no VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      purpose VARCHAR(16) NOT NULL,
      amount_fen BIGINT NOT NULL,
      credits BIGINT NOT NULL,
      bonus_credits BIGINT NOT NULL DEFAULT 0,
      payment_method VARCHAR(16) NOT NULL,
      provider VARCHAR(16) NOT NULL,
      status VARCHAR(16) NOT NULL,
      trade_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      paid_at DATETIME(3) NULL,
      closed_at DATETIME(3) NULL,
      hinted_at DATETIME(3) NULL,
      UNIQUE KEY orders_no (order_no),
      KEY orders_user (user_id, purpose, id),
      KEY orders_open (status, expires_at),
      CONSTRAINT orders_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // A credited event has a credited_trade_no and no problem, a quarantined one the reverse: as NULLs never
    // meet in a unique key, a trade is credited once, and each of its problems is on record once.
    `CREATE TABLE IF NOT EXISTS payment_events (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      provider VARCHAR(16) NOT NULL,
      trade_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      order_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      channel VARCHAR(32) NULL,
      amount_fen BIGINT NOT NULL,
      source VARCHAR(16) NOT NULL,
      outcome VARCHAR(16) NOT NULL,
      problem VARCHAR(32) NULL,
      credited_trade_no VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
      received_at DATETIME(3) NOT NULL,
      UNIQUE KEY payment_events_credited (provider, credited_trade_no),
      UNIQUE KEY payment_events_problem (provider, trade_no, order_no, problem, amount_fen),
      KEY payment_events_outcome (outcome, id),
      KEY payment_events_order (order_no)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS callback_nonces (
      nonce VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      expires_at DATETIME(3) NOT NULL,
      KEY callback_nonces_age (expires_at)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
