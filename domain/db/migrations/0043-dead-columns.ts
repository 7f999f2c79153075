import type { Migration } from '../migrator';

/** What turns were to have and nothing has ever read: their money and results have rows of their own. */
export const deadColumns: Migration = {
  name: '0043-dead-columns',
  kind: 'contract',
  up: [
    {
      ifColumn: ['task_turns', 'result'],
      sql: 'ALTER TABLE task_turns DROP COLUMN user_package_id, DROP COLUMN api_key_id, DROP COLUMN result',
    },
  ],
};
