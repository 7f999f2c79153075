import type { Migration } from '../migrator';

export const identity: Migration = {
  name: '0001-identity',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS users (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      uuid CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      username VARCHAR(50) NOT NULL,
      email VARCHAR(255) NOT NULL,
      password_hash VARCHAR(255) NOT NULL,
      nickname VARCHAR(50) NULL,
      role VARCHAR(16) NOT NULL DEFAULT 'user',
      status VARCHAR(16) NOT NULL DEFAULT 'active',
      referral_code CHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      referred_by BIGINT UNSIGNED NULL,
      membership_type VARCHAR(16) NULL,
      membership_end_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY users_uuid (uuid),
      UNIQUE KEY users_username (username),
      UNIQUE KEY users_email (email),
      UNIQUE KEY users_referral_code (referral_code),
      CONSTRAINT users_referrer FOREIGN KEY (referred_by) REFERENCES users (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
