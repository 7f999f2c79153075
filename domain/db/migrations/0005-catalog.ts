import type { Migration } from '../migrator';

export const catalog: Migration = {
  name: '0005-catalog',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS models (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name VARCHAR(100) NOT NULL,
      kind VARCHAR(16) NOT NULL,
      provider VARCHAR(50) NOT NULL,
      model_name VARCHAR(100) NOT NULL,
      is_active TINYINT(1) NOT NULL DEFAULT 1,
      is_default TINYINT(1) NOT NULL DEFAULT 0,
      is_demo TINYINT(1) NOT NULL DEFAULT 0,
      credits_cost BIGINT NOT NULL,
      price_version INT UNSIGNED NOT NULL DEFAULT 1,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY models_name (name)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
