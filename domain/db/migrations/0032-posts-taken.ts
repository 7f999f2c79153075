import type { Migration } from '../migrator';

/** A post at a platform is of one record of its account. */
export const postsTaken: Migration = {
  name: '0032-posts-taken',
  kind: 'expand',
  up: [
    // Platforms' ids differ in their capitals.
    `ALTER TABLE publication_targets
       MODIFY COLUMN post_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`,
    // Of records that took the same post the first keeps it: which of them it is of is not known any more.
    `UPDATE publication_targets t
       JOIN (SELECT account_id, post_id, MIN(id) AS first FROM publication_targets
             WHERE post_id IS NOT NULL GROUP BY account_id, post_id HAVING COUNT(*) > 1) twice
         ON twice.account_id = t.account_id AND twice.post_id = t.post_id AND t.id <> twice.first
     SET t.post_id = NULL`,
    {
      unlessIndex: ['publication_targets', 'publication_targets_post'],
      sql: 'ALTER TABLE publication_targets ADD UNIQUE KEY publication_targets_post (account_id, post_id)',
    },
  ],
};
