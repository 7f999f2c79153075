import type { Migration } from '../migrator';

const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const HASH = 'BINARY(32)';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Where people are signed in: see docs/adr/0008-one-identity-five-surfaces.md. */
export const sessions: Migration = {
  name: '0006-sessions',
  kind: 'expand',
  up: [
    // One row for each time that somebody signed in. Tokens and cookies name it, so that ending it ends them.
    // `generation` counts the refreshes: a refresh token of an earlier one was used before.
    `CREATE TABLE IF NOT EXISTS sessions (
      id ${UUID} NOT NULL PRIMARY KEY,
      user_id BIGINT UNSIGNED NOT NULL,
      surface ${WORD} NOT NULL,
      method ${WORD} NOT NULL,
      team_id BIGINT UNSIGNED NULL,
      ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      user_agent VARCHAR(255) NOT NULL,
      device_hash ${HASH} NOT NULL,
      generation INT UNSIGNED NOT NULL DEFAULT 0,
      created_at DATETIME(3) NOT NULL,
      last_seen_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      ended_by ${WORD} NULL,
      KEY sessions_user (user_id, ended_at),
      KEY sessions_expiry (expires_at)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS team_members (
      team_id BIGINT UNSIGNED NOT NULL,
      user_id BIGINT UNSIGNED NOT NULL,
      role ${WORD} NOT NULL,
      joined_at DATETIME(3) NOT NULL,
      PRIMARY KEY (team_id, user_id),
      KEY team_members_joined (team_id, joined_at, user_id),
      KEY team_members_user (user_id)
    ) ${TABLE}`,
  ],
};
