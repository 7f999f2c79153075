import type { Migration } from '../migrator';

const DAYS_OF = { douyin: 30, toutiao: 30, kuaishou: 180 };

/** What platforms' events name, and when accounts' credentials lapse. */
export const publishingEvents: Migration = {
  name: '0028-publishing-events',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['publication_targets', 'event_ref'],
      sql: `ALTER TABLE publication_targets
        ADD COLUMN event_ref VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`,
    },
    {
      unlessIndex: ['publication_targets', 'publication_targets_event'],
      sql: 'ALTER TABLE publication_targets ADD KEY publication_targets_event (event_ref, platform)',
    },
    // After it the credentials bring no token unless they are used before; null where they do not lapse.
    {
      unlessColumn: ['platform_accounts', 'credentials_end_at'],
      sql: 'ALTER TABLE platform_accounts ADD COLUMN credentials_end_at DATETIME(3) NULL',
    },
    {
      unlessIndex: ['platform_accounts', 'platform_accounts_end'],
      sql: 'ALTER TABLE platform_accounts ADD KEY platform_accounts_end (credentials_end_at)',
    },
    // Of accounts that were bound before, as if they were last renewed at their last change.
    ...Object.entries(DAYS_OF).map(
      ([platform, days]) =>
        `UPDATE platform_accounts SET credentials_end_at = DATE_ADD(updated_at, INTERVAL ${days} DAY)
         WHERE platform = '${platform}' AND credentials_end_at IS NULL AND unbound_at IS NULL`,
    ),
  ],
};
