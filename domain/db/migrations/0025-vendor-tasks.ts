import type { Migration } from '../migrator';

/** What vendors were asked to do for jobs, where they take an order and are asked later what came of it. */
export const vendorTasks: Migration = {
  name: '0025-vendor-tasks',
  kind: 'expand',
  up: [
    `CREATE TABLE IF NOT EXISTS vendor_tasks (
      job_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      task_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      CONSTRAINT vendor_tasks_job FOREIGN KEY (job_id) REFERENCES jobs (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
