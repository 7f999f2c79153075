import type { Migration } from '../migrator';

/** Since when a turn that waits for a larger budget is to wait no more, for others wait for its place. */
export const pauses: Migration = {
  name: '0047-pauses',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['task_turns', 'pause_over_at'],
      sql: 'ALTER TABLE task_turns ADD COLUMN pause_over_at DATETIME(3) NULL',
    },
  ],
};
