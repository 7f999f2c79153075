import type { Migration } from '../migrator';

/** Which installation a machine's name is of; null where its worker is from before this step. */
export const hostInstances: Migration = {
  name: '0044-host-instances',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['sandbox_hosts', 'instance_id'],
      sql: 'ALTER TABLE sandbox_hosts ADD COLUMN instance_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL',
    },
  ],
};
