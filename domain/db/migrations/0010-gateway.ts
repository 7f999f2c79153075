import type { Migration } from '../migrator';

const ID = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY';
const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const UUID = 'CHAR(36) CHARACTER SET ascii COLLATE ascii_bin';
/** Names of models and groups are compared byte by byte, as the snapshot in memory does. */
const NAME = 'VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
const SUBJECT = 'VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin';
const MULTIPLIER = 'DECIMAL(20,10)';
const TIMES = 'created_at DATETIME(3) NOT NULL, updated_at DATETIME(3) NOT NULL';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** What operators set up: the foreign keys keep what is referenced from being deleted, also by two at once. */
const CONFIGURATION = [
  `CREATE TABLE IF NOT EXISTS gateway_user_channels (
    id ${ID},
    name ${NAME} NOT NULL,
    description VARCHAR(500) NOT NULL DEFAULT '',
    multiplier ${MULTIPLIER} NOT NULL DEFAULT 1,
    routing_algorithm ${WORD} NOT NULL DEFAULT 'priority',
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    ${TIMES},
    UNIQUE KEY gateway_user_channels_name (name)
  ) ${TABLE}`,
  // Keys and proxies are sealed: see domain/sealed-text.ts.
  `CREATE TABLE IF NOT EXISTS gateway_channels (
    id ${ID},
    name ${NAME} NOT NULL,
    type ${WORD} NOT NULL,
    base_url VARCHAR(512) NOT NULL,
    api_key_sealed VARBINARY(8192) NULL,
    proxy_sealed VARBINARY(2048) NULL,
    user_channel_id BIGINT UNSIGNED NOT NULL,
    multiplier ${MULTIPLIER} NOT NULL DEFAULT 1,
    priority INT NOT NULL DEFAULT 0,
    weight INT UNSIGNED NOT NULL DEFAULT 1,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    max_concurrency INT UNSIGNED NULL,
    requests_per_minute INT UNSIGNED NULL,
    connect_timeout_ms INT UNSIGNED NULL,
    first_byte_timeout_ms INT UNSIGNED NULL,
    idle_timeout_ms INT UNSIGNED NULL,
    consecutive_failures INT UNSIGNED NOT NULL DEFAULT 0,
    last_failure_at DATETIME(3) NULL,
    last_failure_reason VARCHAR(255) NULL,
    auto_disabled_at DATETIME(3) NULL,
    auto_disabled_reason VARCHAR(255) NULL,
    last_health_checked_at DATETIME(3) NULL,
    last_health_status ${WORD} NULL,
    ${TIMES},
    UNIQUE KEY gateway_channels_name (name),
    CONSTRAINT gateway_channels_user_channel FOREIGN KEY (user_channel_id) REFERENCES gateway_user_channels (id)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_models (
    id ${ID},
    name ${NAME} NOT NULL,
    description VARCHAR(1000) NOT NULL DEFAULT '',
    provider VARCHAR(100) NOT NULL DEFAULT '',
    provider_name VARCHAR(100) NOT NULL DEFAULT '',
    provider_icon_url VARCHAR(512) NOT NULL DEFAULT '',
    quota_type SMALLINT NOT NULL DEFAULT 0,
    prices JSON NOT NULL,
    price_version INT UNSIGNED NOT NULL DEFAULT 1,
    max_output_tokens INT UNSIGNED NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    is_demo BOOLEAN NOT NULL DEFAULT FALSE,
    ${TIMES},
    UNIQUE KEY gateway_models_name (name)
  ) ${TABLE}`,
  // Every price that a model ever had, by the model's name: a charge can be explained when the model is gone. A name
  // that is used again goes on counting.
  `CREATE TABLE IF NOT EXISTS gateway_price_versions (
    model_name ${NAME} NOT NULL,
    version INT UNSIGNED NOT NULL,
    quota_type SMALLINT NOT NULL,
    prices JSON NOT NULL,
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (model_name, version)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_channel_models (
    id ${ID},
    channel_id BIGINT UNSIGNED NOT NULL,
    model_id BIGINT UNSIGNED NOT NULL,
    upstream_model_name VARCHAR(200) NOT NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    ${TIMES},
    UNIQUE KEY gateway_channel_models_pair (channel_id, model_id),
    CONSTRAINT gateway_channel_models_channel FOREIGN KEY (channel_id) REFERENCES gateway_channels (id) ON DELETE CASCADE,
    CONSTRAINT gateway_channel_models_model FOREIGN KEY (model_id) REFERENCES gateway_models (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_groups (
    id ${ID},
    name ${NAME} NOT NULL,
    multiplier ${MULTIPLIER} NOT NULL DEFAULT 1,
    built_in BOOLEAN NOT NULL DEFAULT FALSE,
    ${TIMES},
    UNIQUE KEY gateway_groups_name (name)
  ) ${TABLE}`,
  // Who is in none is in the group \`user\`.
  `CREATE TABLE IF NOT EXISTS gateway_user_groups (
    user_id BIGINT UNSIGNED NOT NULL,
    group_id BIGINT UNSIGNED NOT NULL,
    expires_at DATETIME(3) NULL,
    PRIMARY KEY (user_id, group_id),
    CONSTRAINT gateway_user_groups_group FOREIGN KEY (group_id) REFERENCES gateway_groups (id)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_channel_group_multipliers (
    channel_id BIGINT UNSIGNED NOT NULL,
    group_id BIGINT UNSIGNED NOT NULL,
    multiplier ${MULTIPLIER} NOT NULL,
    PRIMARY KEY (channel_id, group_id),
    CONSTRAINT gateway_channel_group_multipliers_channel FOREIGN KEY (channel_id) REFERENCES gateway_channels (id) ON DELETE CASCADE,
    CONSTRAINT gateway_channel_group_multipliers_group FOREIGN KEY (group_id) REFERENCES gateway_groups (id) ON DELETE CASCADE
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_channel_model_group_multipliers (
    channel_model_id BIGINT UNSIGNED NOT NULL,
    group_id BIGINT UNSIGNED NOT NULL,
    multiplier ${MULTIPLIER} NOT NULL,
    PRIMARY KEY (channel_model_id, group_id),
    CONSTRAINT gateway_model_group_multipliers_model FOREIGN KEY (channel_model_id) REFERENCES gateway_channel_models (id) ON DELETE CASCADE,
    CONSTRAINT gateway_model_group_multipliers_group FOREIGN KEY (group_id) REFERENCES gateway_groups (id) ON DELETE CASCADE
  ) ${TABLE}`,
  // One row: whoever changes what a snapshot holds adds 1 in the same transaction.
  `CREATE TABLE IF NOT EXISTS gateway_revision (
    id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
    revision BIGINT UNSIGNED NOT NULL
  ) ${TABLE}`,
  `INSERT INTO gateway_revision (id, revision) VALUES (1, 1) ON DUPLICATE KEY UPDATE id = id`,
];

const KEYS = [
  // Of a secret only the SHA-256 is kept. A rotation keeps the one before until \`previous_until\`.
  `CREATE TABLE IF NOT EXISTS gateway_api_keys (
    id ${ID},
    user_id BIGINT UNSIGNED NOT NULL,
    name VARCHAR(100) NOT NULL,
    key_hash BINARY(32) NOT NULL,
    key_prefix VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    previous_hash BINARY(32) NULL,
    previous_until DATETIME(3) NULL,
    allowed_models JSON NOT NULL,
    allowed_user_channels JSON NOT NULL,
    allowed_ips JSON NOT NULL,
    group_id BIGINT UNSIGNED NULL,
    quota_limit BIGINT NULL,
    requests_per_minute INT UNSIGNED NULL,
    tokens_per_minute INT UNSIGNED NULL,
    max_concurrency INT UNSIGNED NULL,
    enabled BOOLEAN NOT NULL DEFAULT TRUE,
    expires_at DATETIME(3) NULL,
    last_used_at DATETIME(3) NULL,
    usage_reset_at DATETIME(3) NULL,
    deleted_at DATETIME(3) NULL,
    ${TIMES},
    UNIQUE KEY gateway_api_keys_hash (key_hash),
    KEY gateway_api_keys_previous (previous_hash),
    KEY gateway_api_keys_user (user_id),
    CONSTRAINT gateway_api_keys_group FOREIGN KEY (group_id) REFERENCES gateway_groups (id)
  ) ${TABLE}`,
];

/** Like the ledger's tables without foreign keys: each would cost every call a probe, and the audit proves more. */
const CALLS = [
  // \`admitted\` is what was reserved and spent when a reservation was last let in, and 0 after a settlement. So the
  // check refuses a reservation that would pass the limit, and never a settlement: a call may cost more than was
  // thought, and then \`spent\` is above the limit.
  `CREATE TABLE IF NOT EXISTS gateway_budgets (
    subject ${SUBJECT} NOT NULL,
    unit ${WORD} NOT NULL,
    window_start DATETIME(3) NOT NULL,
    limit_value BIGINT NOT NULL,
    reserved BIGINT NOT NULL DEFAULT 0,
    spent BIGINT NOT NULL DEFAULT 0,
    admitted BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (subject, unit, window_start),
    KEY gateway_budgets_age (window_start),
    CONSTRAINT gateway_budgets_limit CHECK (admitted <= limit_value)
  ) ${TABLE}`,
  // What a call that is not settled yet has reserved of budgets.
  `CREATE TABLE IF NOT EXISTS gateway_reservations (
    call_id ${UUID} NOT NULL,
    subject ${SUBJECT} NOT NULL,
    unit ${WORD} NOT NULL,
    window_start DATETIME(3) NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (call_id, subject, unit, window_start)
  ) ${TABLE}`,
  // \`cost\` is what the call came to, \`base_cost\` that without multipliers; of it \`shortfall\` could not be charged.
  `CREATE TABLE IF NOT EXISTS gateway_calls (
    number ${ID},
    id ${UUID} NOT NULL,
    user_id BIGINT UNSIGNED NOT NULL,
    api_key_id BIGINT UNSIGNED NULL,
    surface ${WORD} NOT NULL,
    model ${NAME} NOT NULL,
    protocol_in ${WORD} NOT NULL,
    protocol_out ${WORD} NULL,
    user_channel_id BIGINT UNSIGNED NULL,
    channel_id BIGINT UNSIGNED NULL,
    upstream_model VARCHAR(200) NULL,
    ip VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_agent VARCHAR(255) NOT NULL,
    status ${WORD} NOT NULL,
    error_code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    error_message VARCHAR(500) NULL,
    input_tokens BIGINT NOT NULL DEFAULT 0,
    cache_read_tokens BIGINT NOT NULL DEFAULT 0,
    cache_write_5m_tokens BIGINT NOT NULL DEFAULT 0,
    cache_write_1h_tokens BIGINT NOT NULL DEFAULT 0,
    image_input_tokens BIGINT NOT NULL DEFAULT 0,
    audio_input_tokens BIGINT NOT NULL DEFAULT 0,
    output_tokens BIGINT NOT NULL DEFAULT 0,
    reasoning_tokens BIGINT NOT NULL DEFAULT 0,
    image_output_tokens BIGINT NOT NULL DEFAULT 0,
    audio_output_tokens BIGINT NOT NULL DEFAULT 0,
    usage_source ${WORD} NOT NULL,
    quantity JSON NULL,
    base_cost BIGINT NOT NULL DEFAULT 0,
    cost BIGINT NOT NULL DEFAULT 0,
    held BIGINT NOT NULL DEFAULT 0,
    shortfall BIGINT NOT NULL DEFAULT 0,
    price_version INT UNSIGNED NULL,
    multipliers JSON NULL,
    losses JSON NULL,
    streamed BOOLEAN NOT NULL,
    created_at DATETIME(3) NOT NULL,
    first_byte_ms INT UNSIGNED NULL,
    duration_ms INT UNSIGNED NOT NULL,
    UNIQUE KEY gateway_calls_id (id),
    KEY gateway_calls_user (user_id, created_at),
    KEY gateway_calls_key (api_key_id, created_at),
    KEY gateway_calls_channel (channel_id, created_at),
    KEY gateway_calls_model (model, created_at)
  ) ${TABLE}`,
  // What each try at an upstream cost the platform is apart from the one charge of the call.
  `CREATE TABLE IF NOT EXISTS gateway_attempts (
    call_id ${UUID} NOT NULL,
    number SMALLINT UNSIGNED NOT NULL,
    channel_id BIGINT UNSIGNED NOT NULL,
    upstream_model VARCHAR(200) NOT NULL,
    status SMALLINT UNSIGNED NULL,
    error VARCHAR(500) NULL,
    outcome ${WORD} NOT NULL,
    started_at DATETIME(3) NOT NULL,
    duration_ms INT UNSIGNED NOT NULL,
    cost BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (call_id, number)
  ) ${TABLE}`,
  `CREATE TABLE IF NOT EXISTS gateway_bodies (
    call_id ${UUID} NOT NULL,
    kind ${WORD} NOT NULL,
    bytes LONGBLOB NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (call_id, kind),
    KEY gateway_bodies_expiry (expires_at)
  ) ${TABLE}`,
  // Sums of settled calls, which stay when the calls are deleted: of an API key (whose user \`part\` is, 0 for calls
  // without a key) and of a channel (whose user channel \`part\` was). \`key-before\`: a key's at its last reset.
  `CREATE TABLE IF NOT EXISTS gateway_totals (
    kind ${WORD} NOT NULL,
    id BIGINT UNSIGNED NOT NULL,
    part BIGINT UNSIGNED NOT NULL,
    requests BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    PRIMARY KEY (kind, id, part),
    KEY gateway_totals_part (kind, part)
  ) ${TABLE}`,
];

/** The model gateway: its configuration, its callers' keys, and a row for every call. */
export const gateway: Migration = {
  name: '0010-gateway',
  kind: 'expand',
  up: [...CONFIGURATION, ...KEYS, ...CALLS],
};
