import type { Migration } from '../migrator';

const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Conversations, which may be about a task; and how long their owners want sandboxes to be kept. */
export const conversations: Migration = {
  name: '0039-conversations',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS conversations (
      id ${UUID} NOT NULL PRIMARY KEY,
      owner_id BIGINT UNSIGNED NOT NULL,
      title VARCHAR(255) NOT NULL,
      task_id ${UUID} NULL,
      model VARCHAR(100) NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      KEY conversations_owner (owner_id, created_at, id)
    ) ${TABLE}`,
    // \`job_id\`: the turn that a user's message has become, and that an answer is of; a turn has one of each.
    `CREATE TABLE IF NOT EXISTS conversation_messages (
      number BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      id ${UUID} NOT NULL,
      conversation_id ${UUID} NOT NULL,
      role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      content MEDIUMTEXT NOT NULL,
      job_id ${UUID} NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY conversation_messages_id (id),
      UNIQUE KEY conversation_messages_turn (job_id, role),
      KEY conversation_messages_order (conversation_id, number),
      CONSTRAINT conversation_messages_of FOREIGN KEY (conversation_id) REFERENCES conversations (id)
        ON DELETE CASCADE
    ) ${TABLE}`,
    {
      unlessColumn: ['sandboxes', 'kept_until'],
      sql: 'ALTER TABLE sandboxes ADD COLUMN kept_until DATETIME(3) NULL',
    },
  ],
};
