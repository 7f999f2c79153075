import type { Migration } from '../migrator';

export const spentTotals: Migration = {
  name: '0009-spent-totals',
  kind: 'expand',
  up: [
    // What work had cost an account with its entry `seq`: who reads that adds only the entries after it. A row is
    // made when it is first worth while, so the operations of the ledger know nothing of this table, neither those
    // of this version nor those of the one before it, which may run beside.
    `CREATE TABLE IF NOT EXISTS spent_totals (
      account_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
      seq BIGINT UNSIGNED NOT NULL,
      spent BIGINT NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
