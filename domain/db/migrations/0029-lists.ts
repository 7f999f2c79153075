import type { Migration } from '../migrator';

const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

/** What long lists are read by. */
export const lists: Migration = {
  name: '0029-lists',
  kind: 'expand',
  up: [
    // See domain/ledger/statement-lines.ts. `n` counts the entries of the kind, `received` and `given` add them up.
    `CREATE TABLE IF NOT EXISTS statement_lines (
      account_id BIGINT UNSIGNED NOT NULL,
      kind ${WORD} NOT NULL,
      n BIGINT UNSIGNED NOT NULL,
      seq BIGINT UNSIGNED NOT NULL,
      received BIGINT NOT NULL,
      given BIGINT NOT NULL,
      PRIMARY KEY (account_id, kind, n),
      KEY statement_lines_seq (account_id, kind, seq)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Entries up to this number have lines.
    `CREATE TABLE IF NOT EXISTS statement_marks (
      account_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      seq BIGINT UNSIGNED NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Totals of orders out of the key alone.
    {
      unlessIndex: ['orders', 'orders_listed'],
      sql: `ALTER TABLE orders
        ADD KEY orders_listed (user_id, purpose, id, status, created_at, amount_fen, credits, bonus_credits),
        DROP KEY orders_user`,
    },
    // Every list of publications is a walk along one key, newest first.
    {
      unlessIndex: ['publication_targets', 'publication_targets_listed'],
      sql: `ALTER TABLE publication_targets
        ADD KEY publication_targets_listed (owner_id, id),
        ADD KEY publication_targets_state (owner_id, state, id),
        ADD KEY publication_targets_platform (owner_id, platform, id)`,
    },
  ],
};
