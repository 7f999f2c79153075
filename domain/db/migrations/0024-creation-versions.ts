import type { Migration } from '../migrator';

/** Edits of creations with what they replaced, and the keys that users' lists are read by. */
export const creationVersions: Migration = {
  name: '0024-creation-versions',
  kind: 'expand',
  up: [
    // Each list is a walk along one key, newest first; the title is in it so that a search reads no other page.
    {
      unlessColumn: ['creations', 'version'],
      sql: `ALTER TABLE creations
        ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1,
        ADD COLUMN user_data JSON NULL,
        ADD KEY creations_shown (owner_id, status, deleted_at, id, title),
        ADD KEY creations_type (owner_id, status, deleted_at, type, id),
        ADD KEY creations_tool (owner_id, status, deleted_at, tool_type, id),
        DROP KEY creations_owner`,
    },
    `CREATE TABLE IF NOT EXISTS creation_versions (
      creation_id BIGINT UNSIGNED NOT NULL,
      version INT UNSIGNED NOT NULL,
      title VARCHAR(255) NOT NULL,
      content MEDIUMTEXT NULL,
      written_at DATETIME(3) NOT NULL,
      PRIMARY KEY (creation_id, version),
      CONSTRAINT creation_versions_creation FOREIGN KEY (creation_id) REFERENCES creations (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
