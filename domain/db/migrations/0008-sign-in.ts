import type { Migration } from '../migrator';

const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const HASH = 'BINARY(32)';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Every way to sign in, and teams: see docs/adr/0008-one-identity-five-surfaces.md. */
export const signIn: Migration = {
  name: '0008-sign-in',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['users', 'phone'],
      // Who signs in by a code or at a provider has no password, and who signs in by phone no address. Addresses
      // are kept in lower case and compared byte by byte: a collation that takes é for e would take one person's
      // mailbox for another's. In that of the names every two emoji were equal; in this one they are not.
      sql: `ALTER TABLE users
        MODIFY COLUMN username VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NOT NULL,
        MODIFY COLUMN email VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
        MODIFY COLUMN password_hash VARCHAR(255) NULL,
        ADD COLUMN phone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
        ADD COLUMN email_verified_at DATETIME(3) NULL,
        ADD COLUMN avatar_url VARCHAR(512) NULL,
        ADD COLUMN onboarded_at DATETIME(3) NULL,
        ADD COLUMN credential_version INT UNSIGNED NOT NULL DEFAULT 0,
        ADD UNIQUE KEY users_phone (phone)`,
    },
    `UPDATE users SET email = LOWER(email)`,
    {
      // A session for a team ends with the session that it was begun in.
      unlessColumn: ['sessions', 'parent_id'],
      sql: `ALTER TABLE sessions ADD COLUMN parent_id ${UUID} NULL, ADD KEY sessions_parent (parent_id)`,
    },
    // The last code sent for a purpose to an address or phone number, of which only the hash is known.
    `CREATE TABLE IF NOT EXISTS verification_codes (
      purpose ${WORD} NOT NULL,
      target VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      code_hash ${HASH} NOT NULL,
      tries_left TINYINT UNSIGNED NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      PRIMARY KEY (purpose, target),
      KEY verification_codes_expiry (expires_at)
    ) ${TABLE}`,
    // What is handed out to be brought back once: states of OAuth, challenges, captchas, links in mails.
    `CREATE TABLE IF NOT EXISTS one_time_tokens (
      token_hash ${HASH} NOT NULL PRIMARY KEY,
      purpose ${WORD} NOT NULL,
      payload JSON NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      KEY one_time_tokens_expiry (expires_at)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS external_identities (
      provider ${WORD} NOT NULL,
      subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (provider, subject),
      UNIQUE KEY external_identities_user (user_id, provider)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS passkeys (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      credential_id VARCHAR(512) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      public_key VARBINARY(1024) NOT NULL,
      sign_count BIGINT UNSIGNED NOT NULL,
      transports VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      name VARCHAR(100) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      last_used_at DATETIME(3) NULL,
      UNIQUE KEY passkeys_credential (credential_id),
      KEY passkeys_user (user_id)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS user_preferences (
      user_id BIGINT UNSIGNED NOT NULL,
      kind ${WORD} NOT NULL,
      value JSON NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      PRIMARY KEY (user_id, kind)
    ) ${TABLE}`,
    // What happened to accounts: kept when the account is gone, never changed, and deleted when it is old.
    `CREATE TABLE IF NOT EXISTS identity_events (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      user_id BIGINT UNSIGNED NULL,
      action ${WORD} NOT NULL,
      surface ${WORD} NOT NULL,
      ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      user_agent VARCHAR(255) NOT NULL,
      detail VARCHAR(255) NULL,
      created_at DATETIME(3) NOT NULL,
      KEY identity_events_user (user_id, created_at),
      KEY identity_events_age (created_at)
    ) ${TABLE}`,
    // Facts about the installation that become true once, such as that its first administrator was made.
    `CREATE TABLE IF NOT EXISTS installation_facts (
      name ${WORD} NOT NULL PRIMARY KEY,
      value VARCHAR(255) NULL,
      created_at DATETIME(3) NOT NULL
    ) ${TABLE}`,
    `INSERT INTO installation_facts (name, created_at)
      SELECT 'first_administrator', MIN(created_at) FROM users WHERE role = 'admin' HAVING MIN(created_at) IS NOT NULL
      ON DUPLICATE KEY UPDATE installation_facts.name = installation_facts.name`,
    `CREATE TABLE IF NOT EXISTS teams (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      uuid ${UUID} NOT NULL,
      name VARCHAR(100) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY teams_uuid (uuid)
    ) ${TABLE}`,
    // One that is closed has expired: its `expires_at` is when that was.
    `CREATE TABLE IF NOT EXISTS team_invitations (
      id ${UUID} NOT NULL PRIMARY KEY,
      team_id BIGINT UNSIGNED NOT NULL,
      email VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      role ${WORD} NOT NULL,
      token_hash ${HASH} NOT NULL,
      invited_by BIGINT UNSIGNED NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      accepted_at DATETIME(3) NULL,
      revoked_at DATETIME(3) NULL,
      UNIQUE KEY team_invitations_token (token_hash),
      KEY team_invitations_address (team_id, email),
      KEY team_invitations_expiry (expires_at)
    ) ${TABLE}`,
  ],
};
