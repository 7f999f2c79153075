import type { Migration } from '../migrator';

export const audits: Migration = {
  name: '0007-audits',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS ledger_audits (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      checked_at DATETIME(3) NOT NULL,
      violations INT UNSIGNED NOT NULL
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
