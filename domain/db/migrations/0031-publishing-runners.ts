import type { Migration } from '../migrator';

const ASCII = 'CHARACTER SET ascii COLLATE ascii_bin';

/** Who works on a publication, and on each of its targets. */
export const publishingRunners: Migration = {
  name: '0031-publishing-runners',
  kind: 'expand',
  up: [
    // The workflow that works on it together with others; null where it has one of its own, or none yet.
    {
      unlessColumn: ['publications', 'batch_id'],
      sql: `ALTER TABLE publications ADD COLUMN batch_id VARCHAR(64) ${ASCII} NULL`,
    },
    // The step that was begun last has its name there: an earlier one that goes on writes nothing. Until `held_until`
    // whoever asks the platform to publish is waited for. At `told_at` the platform last told of it by itself.
    {
      unlessColumn: ['publication_targets', 'held_until'],
      sql: `ALTER TABLE publication_targets
        ADD COLUMN step CHAR(36) ${ASCII} NULL,
        ADD COLUMN held_until DATETIME(3) NULL,
        ADD COLUMN told_at DATETIME(3) NULL`,
    },
  ],
};
