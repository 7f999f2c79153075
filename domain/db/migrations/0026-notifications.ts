import type { Migration } from '../migrator';

const OWNER = 'owner_id BIGINT UNSIGNED NOT NULL';
const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/**
 * What users are told. No foreign keys to users: checking them would lock a user's row while the ledger's are locked,
 * and others lock these the other way round.
 */
export const notifications: Migration = {
  name: '0026-notifications',
  kind: 'expand',
  up: [
    // The number of an owner's newest notification. Its row is locked from when a number is taken until that is
    // committed, so that numbers are committed in their order.
    `CREATE TABLE IF NOT EXISTS notification_feeds (
      ${OWNER} PRIMARY KEY,
      last_seq BIGINT UNSIGNED NOT NULL
    ) ${TABLE}`,
    // \`listed\`: its owner has it to read; the others only say on the live feed that something moved, and count as read.
    // \`mailed_at\` is set before it is mailed.
    `CREATE TABLE IF NOT EXISTS notifications (
      ${OWNER},
      seq BIGINT UNSIGNED NOT NULL,
      id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      type ${WORD} NOT NULL,
      subject VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      facts JSON NOT NULL,
      listed BOOLEAN NOT NULL,
      created_at DATETIME(3) NOT NULL,
      read_at DATETIME(3) NULL,
      mailed_at DATETIME(3) NULL,
      PRIMARY KEY (owner_id, seq),
      UNIQUE KEY notifications_id (id),
      UNIQUE KEY notifications_once (owner_id, subject, type),
      KEY notifications_list (owner_id, listed, read_at, seq),
      KEY notifications_type (owner_id, listed, type, seq),
      KEY notifications_age (read_at, created_at)
    ) ${TABLE}`,
    // The types that an owner wants by mail too.
    `CREATE TABLE IF NOT EXISTS notification_mail_types (
      ${OWNER},
      type ${WORD} NOT NULL,
      PRIMARY KEY (owner_id, type)
    ) ${TABLE}`,
  ],
};
