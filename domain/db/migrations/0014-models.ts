import type { Migration } from '../migrator';

/** Models that operators add: where each one's vendor is, and what it is asked with. */
export const models: Migration = {
  name: '0014-models',
  kind: 'expand',
  up: [
    // One that was deleted stays as a row, for jobs were done with it; its name is free again.
    {
      unlessColumn: ['models', 'live_name'],
      sql: `ALTER TABLE models
        ADD COLUMN api_base VARCHAR(500) NULL,
        ADD COLUMN api_key_sealed BLOB NULL,
        ADD COLUMN config JSON NULL,
        ADD COLUMN deleted_at DATETIME(3) NULL,
        ADD COLUMN live_name VARCHAR(100) AS (IF(deleted_at IS NULL, name, NULL)) VIRTUAL,
        DROP KEY models_name,
        ADD UNIQUE KEY models_live_name (live_name),
        ADD KEY models_kind (kind, is_active, is_default)`,
    },
  ],
};
