import type { Migration } from '../migrator';

const WORD = 'VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin';

export const activities: Migration = {
  name: '0023-activities',
  kind: 'expand',
  up: [
    // `halt`: what an operator said, paused or ended; otherwise the time alone decides.
    `CREATE TABLE IF NOT EXISTS activities (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name VARCHAR(100) NOT NULL,
      type ${WORD} NOT NULL,
      description VARCHAR(1000) NOT NULL,
      config JSON NOT NULL,
      halt ${WORD} NULL,
      starts_at DATETIME(3) NOT NULL,
      ends_at DATETIME(3) NOT NULL,
      max_participants INT UNSIGNED NULL,
      participants INT UNSIGNED NOT NULL DEFAULT 0,
      created_at DATETIME(3) NOT NULL,
      KEY activities_window (type, ends_at),
      CONSTRAINT activities_full CHECK (max_participants IS NULL OR participants <= max_participants)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // `reward` in units of credits, for `rewarded_id`; `order_id` is the order that took part.
    `CREATE TABLE IF NOT EXISTS participations (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      activity_id BIGINT UNSIGNED NOT NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      reward BIGINT NOT NULL DEFAULT 0,
      rewarded_id BIGINT UNSIGNED NULL,
      order_id BIGINT UNSIGNED NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY participations_once (activity_id, user_id),
      KEY participations_order (order_id),
      KEY participations_user (user_id, id),
      CONSTRAINT participations_activity FOREIGN KEY (activity_id) REFERENCES activities (id),
      CONSTRAINT participations_user_fk FOREIGN KEY (user_id) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // The activity that went into an order's price.
    {
      unlessColumn: ['orders', 'activity_id'],
      sql: 'ALTER TABLE orders ADD COLUMN activity_id BIGINT UNSIGNED NULL',
    },
  ],
};
