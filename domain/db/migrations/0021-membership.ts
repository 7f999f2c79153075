import type { Migration } from '../migrator';

const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

export const membership: Migration = {
  name: '0021-membership',
  kind: 'expand',
  up: [
    // From when to when a paid order made its buyer a member.
    {
      unlessColumn: ['orders', 'membership_type'],
      sql: `ALTER TABLE orders
        ADD COLUMN membership_type ${WORD} NULL,
        ADD COLUMN membership_starts_at DATETIME(3) NULL,
        ADD COLUMN membership_ends_at DATETIME(3) NULL`,
    },
    {
      unlessIndex: ['orders', 'orders_paid'],
      sql: 'ALTER TABLE orders ADD KEY orders_paid (status, paid_at)',
    },
    {
      unlessIndex: ['users', 'users_membership'],
      sql: 'ALTER TABLE users ADD KEY users_membership (membership_end_at)',
    },
    { unlessIndex: ['users', 'users_created'], sql: 'ALTER TABLE users ADD KEY users_created (created_at)' },
    // The day, in Beijing, whose benefit of its owner's membership pays for a job; such a job costs no credits.
    { unlessColumn: ['jobs', 'covered_on'], sql: 'ALTER TABLE jobs ADD COLUMN covered_on DATE NULL' },
    `CREATE TABLE IF NOT EXISTS membership_days (
      user_id BIGINT UNSIGNED NOT NULL,
      day DATE NOT NULL,
      used INT UNSIGNED NOT NULL,
      PRIMARY KEY (user_id, day),
      CONSTRAINT membership_days_user FOREIGN KEY (user_id) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // What members have been told of: that a membership will end, and that it has.
    `CREATE TABLE IF NOT EXISTS membership_notices (
      user_id BIGINT UNSIGNED NOT NULL,
      ends_at DATETIME(3) NOT NULL,
      kind ${WORD} NOT NULL,
      sent_at DATETIME(3) NOT NULL,
      PRIMARY KEY (user_id, ends_at, kind),
      CONSTRAINT membership_notices_user FOREIGN KEY (user_id) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
