import type { Migration } from '../migrator';

const KEY = 'BIGINT UNSIGNED NOT NULL PRIMARY KEY';
const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const TIMES = 'created_at DATETIME(3) NOT NULL, updated_at DATETIME(3) NOT NULL';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Accounts at upstreams, their groups, and the proxies that they are reached through. */
export const upstreamAccounts: Migration = {
  name: '0011-upstream-accounts',
  kind: 'expand',
  up: [
    // A channel without a user channel is an account, and belongs to groups instead. Whoever knows nothing of accounts
    // does not offer such a channel.
    'ALTER TABLE gateway_channels MODIFY user_channel_id BIGINT UNSIGNED NULL',
    // One of them at most has the mark.
    `CREATE TABLE IF NOT EXISTS proxy_configs (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      name VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      type ${WORD} NOT NULL,
      host VARCHAR(255) NOT NULL,
      port SMALLINT UNSIGNED NOT NULL,
      username VARCHAR(255) NOT NULL DEFAULT '',
      password_sealed VARBINARY(2048) NULL,
      enabled BOOLEAN NOT NULL DEFAULT TRUE,
      default_mark TINYINT UNSIGNED NULL,
      test_status ${WORD} NULL,
      test_latency_ms INT UNSIGNED NULL,
      last_test_at DATETIME(3) NULL,
      ${TIMES},
      UNIQUE KEY proxy_configs_name (name),
      UNIQUE KEY proxy_configs_default (default_mark)
    ) ${TABLE}`,
    // An account is a channel with these besides. Credentials are sealed JSON; \`credentials_version\` counts their
    // changes, so that nobody writes over what they have not read. \`claim\`: who refreshes them, until when; without
    // one, until when nobody shall try again.
    `CREATE TABLE IF NOT EXISTS upstream_accounts (
      id ${KEY},
      notes VARCHAR(1000) NOT NULL DEFAULT '',
      platform ${WORD} NOT NULL,
      type ${WORD} NOT NULL,
      auth_type ${WORD} NOT NULL,
      credentials_sealed VARBINARY(16384) NOT NULL,
      credentials_version INT UNSIGNED NOT NULL DEFAULT 1,
      access_expires_at DATETIME(3) NULL,
      refreshed_at DATETIME(3) NULL,
      refresh_refused BOOLEAN NOT NULL DEFAULT FALSE,
      refresh_claim CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      refresh_claim_until DATETIME(3) NULL,
      schedulable BOOLEAN NOT NULL DEFAULT TRUE,
      status ${WORD} NOT NULL DEFAULT 'valid',
      status_until DATETIME(3) NULL,
      last_error VARCHAR(500) NULL,
      rate_limited_until DATETIME(3) NULL,
      overloaded_until DATETIME(3) NULL,
      unavailable_until DATETIME(3) NULL,
      unavailable_reason VARCHAR(255) NULL,
      last_used_at DATETIME(3) NULL,
      expires_at DATETIME(3) NULL,
      proxy_config_id BIGINT UNSIGNED NULL,
      model_mapping JSON NOT NULL,
      allowed_models JSON NOT NULL,
      affinity_epoch INT UNSIGNED NOT NULL DEFAULT 0,
      KEY upstream_accounts_due (auth_type, access_expires_at),
      CONSTRAINT upstream_accounts_channel FOREIGN KEY (id) REFERENCES gateway_channels (id) ON DELETE CASCADE,
      CONSTRAINT upstream_accounts_proxy FOREIGN KEY (proxy_config_id) REFERENCES proxy_configs (id)
    ) ${TABLE}`,
    // A group of accounts is a user channel with these besides. \`default_of\` is its platform where the platform's new
    // accounts come to it.
    `CREATE TABLE IF NOT EXISTS account_groups (
      id ${KEY},
      platform ${WORD} NOT NULL,
      default_of ${WORD} NULL,
      fallback_group_id BIGINT UNSIGNED NULL,
      UNIQUE KEY account_groups_default (default_of),
      CONSTRAINT account_groups_user_channel FOREIGN KEY (id) REFERENCES gateway_user_channels (id),
      CONSTRAINT account_groups_fallback FOREIGN KEY (fallback_group_id) REFERENCES account_groups (id)
    ) ${TABLE}`,
    `CREATE TABLE IF NOT EXISTS account_group_members (
      group_id BIGINT UNSIGNED NOT NULL,
      account_id BIGINT UNSIGNED NOT NULL,
      PRIMARY KEY (group_id, account_id),
      CONSTRAINT account_group_members_group FOREIGN KEY (group_id) REFERENCES account_groups (id),
      CONSTRAINT account_group_members_account FOREIGN KEY (account_id) REFERENCES upstream_accounts (id) ON DELETE CASCADE
    ) ${TABLE}`,
  ],
};
