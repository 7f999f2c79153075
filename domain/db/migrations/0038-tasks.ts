import type { Migration } from '../migrator';

const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Coding tasks, their turns and their log; the sandboxes that they run in, and the machines that have those. */
export const tasks: Migration = {
  name: '0038-tasks',
  kind: 'expand',
  up: [
    // A process that makes sandboxes; `slots` of them at once. One that was not seen for a while gets no new ones.
    `CREATE TABLE IF NOT EXISTS sandbox_hosts (
      id ${WORD} NOT NULL PRIMARY KEY,
      driver ${WORD} NOT NULL,
      slots INT UNSIGNED NOT NULL,
      address VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      seen_at DATETIME(3) NOT NULL
    ) ${TABLE}`,
    // \`live_host\` is the host's while the sandbox takes one of its slots. \`job_id\`: the turn that works in it.
    `CREATE TABLE IF NOT EXISTS sandboxes (
      id ${UUID} NOT NULL PRIMARY KEY,
      owner_id BIGINT UNSIGNED NOT NULL,
      image VARCHAR(128) NOT NULL,
      driver ${WORD} NULL,
      host ${WORD} NULL,
      live_host ${WORD} NULL,
      state ${WORD} NOT NULL,
      reason ${WORD} NULL,
      job_id ${UUID} NULL,
      cpus DECIMAL(5,2) NOT NULL,
      memory_bytes BIGINT UNSIGNED NOT NULL,
      disk_bytes BIGINT UNSIGNED NOT NULL,
      processes INT UNSIGNED NOT NULL,
      idle_since DATETIME(3) NULL,
      expires_at DATETIME(3) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      ready_at DATETIME(3) NULL,
      gone_at DATETIME(3) NULL,
      cpu_ms BIGINT UNSIGNED NULL,
      memory_peak_bytes BIGINT UNSIGNED NULL,
      KEY sandboxes_owner (owner_id, created_at),
      KEY sandboxes_live (live_host),
      KEY sandboxes_state (state, expires_at)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS tasks (
      id ${UUID} NOT NULL PRIMARY KEY,
      owner_id BIGINT UNSIGNED NOT NULL,
      sandbox_id ${UUID} NOT NULL,
      cli ${WORD} NOT NULL,
      model VARCHAR(100) NOT NULL,
      interface_type ${WORD} NOT NULL,
      title VARCHAR(255) NOT NULL,
      system_prompt TEXT NULL,
      max_tokens INT UNSIGNED NULL,
      temperature DECIMAL(4,3) NULL,
      repository VARCHAR(1024) NULL,
      branch VARCHAR(255) NULL,
      agent_session VARCHAR(128) NULL,
      last_seq BIGINT UNSIGNED NOT NULL DEFAULT 0,
      turns INT UNSIGNED NOT NULL DEFAULT 1,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      deleted_at DATETIME(3) NULL,
      KEY tasks_owner (owner_id, created_at),
      KEY tasks_sandbox (sandbox_id)
    ) ${TABLE}`,
    // \`clock_ms\`: how long its sandbox has cost before \`clock_started_at\`.
    // A turn is a job. \`queue_state\`: waiting, admitted, or done, when it takes nobody's place any more.
    `CREATE TABLE IF NOT EXISTS task_turns (
      job_id ${UUID} NOT NULL PRIMARY KEY,
      task_id ${UUID} NOT NULL,
      number INT UNSIGNED NOT NULL,
      owner_id BIGINT UNSIGNED NOT NULL,
      prompt MEDIUMTEXT NOT NULL,
      queue_state ${WORD} NOT NULL,
      budget BIGINT NOT NULL,
      seconds_limit INT UNSIGNED NOT NULL,
      second_price BIGINT NOT NULL,
      user_package_id BIGINT UNSIGNED NULL,
      api_key_id BIGINT UNSIGNED NULL,
      run INT UNSIGNED NOT NULL DEFAULT 1,
      raises INT UNSIGNED NOT NULL DEFAULT 0,
      log_offset BIGINT UNSIGNED NOT NULL DEFAULT 0,
      result JSON NULL,
      paused_at DATETIME(3) NULL,
      clock_started_at DATETIME(3) NULL,
      clock_ended_at DATETIME(3) NULL,
      clock_ms BIGINT UNSIGNED NOT NULL DEFAULT 0,
      tokens_cost BIGINT NOT NULL DEFAULT 0,
      seconds_cost BIGINT NOT NULL DEFAULT 0,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY task_turns_number (task_id, number),
      KEY task_turns_queue (queue_state, created_at),
      KEY task_turns_owner (owner_id, queue_state),
      CONSTRAINT task_turns_job FOREIGN KEY (job_id) REFERENCES jobs (id)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS task_events (
      task_id ${UUID} NOT NULL,
      seq BIGINT UNSIGNED NOT NULL,
      job_id ${UUID} NOT NULL,
      type ${WORD} NOT NULL,
      data MEDIUMTEXT NOT NULL,
      created_at DATETIME(3) NOT NULL,
      PRIMARY KEY (task_id, seq)
    ) ${TABLE}`,
    // What a turn's model calls draw on, and the key that they are made with: neither is its owner's to manage.
    {
      unlessColumn: ['gateway_user_packages', 'task_job_id'],
      sql: `ALTER TABLE gateway_user_packages
        ADD COLUMN task_job_id ${UUID} NULL, ADD UNIQUE KEY gateway_user_packages_task (task_job_id)`,
    },
    {
      unlessColumn: ['gateway_api_keys', 'task_job_id'],
      sql: `ALTER TABLE gateway_api_keys
        ADD COLUMN task_job_id ${UUID} NULL, ADD KEY gateway_api_keys_task (task_job_id)`,
    },
  ],
};
