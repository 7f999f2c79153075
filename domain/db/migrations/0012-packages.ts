import type { Migration } from '../migrator';

const ID = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY';
const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const TIMES = 'created_at DATETIME(3) NOT NULL, updated_at DATETIME(3) NOT NULL';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** What an operator decides once for a package, and what is copied for each user who gets it. */
const TERMS = `name VARCHAR(100) NOT NULL,
    type ${WORD} NOT NULL,
    price BIGINT NOT NULL,
    limits JSON NOT NULL,
    allowed_models JSON NOT NULL`;

/** Packages of model calls: what they allow, who holds them, and the calls that run on them. */
export const packages: Migration = {
  name: '0012-packages',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS gateway_packages (
      id ${ID},
      ${TERMS},
      duration_days INT UNSIGNED NOT NULL,
      description VARCHAR(500) NOT NULL DEFAULT '',
      enabled BOOLEAN NOT NULL DEFAULT TRUE,
      ${TIMES}
    ) ${TABLE}`,
    // The values are copied, so that it stays what it was when its package is changed or deleted. One that was
    // deleted stays as a row, for calls were made with it.
    `CREATE TABLE IF NOT EXISTS gateway_user_packages (
      id ${ID},
      user_id BIGINT UNSIGNED NOT NULL,
      package_id BIGINT UNSIGNED NULL,
      ${TERMS},
      enabled BOOLEAN NOT NULL DEFAULT TRUE,
      starts_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      deleted_at DATETIME(3) NULL,
      ${TIMES},
      KEY gateway_user_packages_user (user_id),
      CONSTRAINT gateway_user_packages_package FOREIGN KEY (package_id) REFERENCES gateway_packages (id) ON DELETE SET NULL
    ) ${TABLE}`,
    // A call that a package pays for has no hold in the ledger: this row stands for it until the call is settled.
    `CREATE TABLE IF NOT EXISTS gateway_package_calls (
      call_id ${UUID} NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      api_key_id BIGINT UNSIGNED NULL,
      user_package_id BIGINT UNSIGNED NOT NULL,
      surface ${WORD} NOT NULL,
      model VARCHAR(200) NOT NULL,
      protocol ${WORD} NOT NULL,
      ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      user_agent VARCHAR(255) NOT NULL,
      streamed BOOLEAN NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      KEY gateway_package_calls_expiry (expires_at)
    ) ${TABLE}`,
    // \`billing_type\` stays \`package\` when a key's package is taken away: such a key must not begin to spend a balance.
    {
      unlessColumn: ['gateway_api_keys', 'billing_type'],
      sql: `ALTER TABLE gateway_api_keys
        ADD COLUMN billing_type ${WORD} NOT NULL DEFAULT 'balance',
        ADD COLUMN user_package_id BIGINT UNSIGNED NULL,
        ADD COLUMN blocked_models JSON NULL,
        ADD COLUMN allowed_platforms JSON NULL,
        ADD COLUMN daily_requests BIGINT NULL,
        ADD COLUMN monthly_credits BIGINT NULL,
        ADD KEY gateway_api_keys_package (user_package_id)`,
    },
    // What a call drew of its package, by limit and window.
    {
      unlessColumn: ['gateway_calls', 'user_package_id'],
      sql: `ALTER TABLE gateway_calls
        ADD COLUMN user_package_id BIGINT UNSIGNED NULL,
        ADD COLUMN package_draws JSON NULL`,
    },
  ],
};
