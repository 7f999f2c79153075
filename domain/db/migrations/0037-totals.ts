import type { Migration } from '../migrator';

const DAY = 'CHAR(10) CHARACTER SET ascii COLLATE ascii_bin';

/** What the creations of an installation's histories add up to; safe to be run again while nothing else writes them. */
export const COUNT_CREATIONS = `INSERT INTO creation_totals (owner_id, block, type, tool_type, shown, removed)
  SELECT owner_id, id DIV 16384, type, COALESCE(tool_type, ''), SUM(deleted_at IS NULL), SUM(deleted_at IS NOT NULL)
  FROM creations WHERE status = 'completed' GROUP BY owner_id, id DIV 16384, type, COALESCE(tool_type, '')
  ON DUPLICATE KEY UPDATE shown = VALUES(shown), removed = VALUES(removed)`;

/**
 * What lists and statistics would otherwise count row by row. Code from before this step completes and deletes
 * creations without counting them, so it must have ended: see docs/operations.md.
 */
export const totals: Migration = {
  name: '0037-totals',
  kind: 'contract',
  up: [
    // See domain/creations/creation-totals.ts. Without a foreign key: its rows are written beside money. Signed, so that
    // a wrong total is what the audit says, and not a creation that cannot be deleted.
    `CREATE TABLE IF NOT EXISTS creation_totals (
      owner_id BIGINT UNSIGNED NOT NULL,
      block BIGINT UNSIGNED NOT NULL,
      type VARCHAR(16) NOT NULL,
      tool_type VARCHAR(32) NOT NULL,
      shown INT NOT NULL,
      removed INT NOT NULL,
      PRIMARY KEY (owner_id, block, type, tool_type)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    COUNT_CREATIONS,
    // A search reads titles, and by what else it is filtered, in one key.
    {
      unlessIndex: ['creations', 'creations_listed'],
      sql: `ALTER TABLE creations
        ADD KEY creations_listed (owner_id, status, deleted_at, id, title, type, tool_type),
        DROP KEY creations_shown`,
    },
    // See domain/statistics/closed-days.ts, which fills it.
    `CREATE TABLE IF NOT EXISTS daily_figures (
      day ${DAY} NOT NULL PRIMARY KEY,
      new_users BIGINT UNSIGNED NOT NULL,
      new_buyers BIGINT UNSIGNED NOT NULL,
      paid_orders BIGINT UNSIGNED NOT NULL,
      paid_fen BIGINT NOT NULL,
      refunds_fen BIGINT NOT NULL,
      credits_sold BIGINT NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Who registered on the days that are not closed yet, and whether who paid on them had paid before.
    {
      unlessIndex: ['users', 'users_created'],
      sql: 'ALTER TABLE users ADD KEY users_created (created_at)',
    },
    {
      unlessIndex: ['orders', 'orders_payers'],
      sql: 'ALTER TABLE orders ADD KEY orders_payers (user_id, status, paid_at, provider, amount_fen)',
    },
  ],
};
