import type { Migration } from '../migrator';

/** Whether the log of a turn says what of its result could not be kept. */
export const complaintsTold: Migration = {
  name: '0048-complaints-told',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['task_turns', 'complaints_told'],
      sql: 'ALTER TABLE task_turns ADD COLUMN complaints_told BOOLEAN NOT NULL DEFAULT FALSE',
    },
  ],
};
