import type { Migration } from '../migrator';

const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';

/** Whether a task's log and artifacts are kept: `kept`, `expired` (being removed, and shown no more), `removed`. */
export const taskRetention: Migration = {
  name: '0045-task-retention',
  kind: 'expand',
  up: [
    {
      unlessColumn: ['tasks', 'log_state'],
      sql: `ALTER TABLE tasks
        ADD COLUMN log_state ${WORD} NOT NULL DEFAULT 'kept', ADD KEY tasks_log_age (log_state, updated_at)`,
    },
  ],
};
