import type { Migration } from '../migrator';

/** What unfinished texts have come to, and whether their owners have seen of it. */
export const jobTexts: Migration = {
  name: '0036-job-texts',
  kind: 'expand',
  up: [
    // See domain/jobs/drafts.ts. `shown`: NULL while nobody has decided, 1 once it may be seen, 0 once it never may be.
    `CREATE TABLE IF NOT EXISTS job_texts (
      job_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      shown TINYINT(1) NULL,
      data JSON NULL,
      content MEDIUMTEXT NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      CONSTRAINT job_texts_job FOREIGN KEY (job_id) REFERENCES jobs (id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
