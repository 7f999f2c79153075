import type { Migration } from '../migrator';

const ID = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY';
const REFERENCE = 'BIGINT UNSIGNED NOT NULL';
const WORD = 'VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin';
const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci';

/** Accounts at publishing platforms, what is published through them and when, and what became of it at each. */
export const publishing: Migration = {
  name: '0017-publishing',
  kind: 'expand',
  up: [
    // One that is unbound stays as a row without its secrets: records name it, and it may be bound again. Secrets are
    // sealed: see domain/sealed-text.ts. The access token is of the credentials of its version.
    `CREATE TABLE IF NOT EXISTS platform_accounts (
      id ${ID},
      owner_id ${REFERENCE},
      platform ${WORD} NOT NULL,
      external_id VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
      name VARCHAR(100) NOT NULL,
      credentials_sealed VARBINARY(8192) NULL,
      credentials_version INT UNSIGNED NOT NULL DEFAULT 1,
      token_sealed VARBINARY(4096) NULL,
      token_version INT UNSIGNED NOT NULL DEFAULT 0,
      token_expires_at DATETIME(3) NULL,
      token_claim CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
      token_claim_until DATETIME(3) NULL,
      refused_because VARCHAR(500) NULL,
      bound_at DATETIME(3) NOT NULL,
      unbound_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY platform_accounts_identity (owner_id, platform, external_id),
      CONSTRAINT platform_accounts_owner FOREIGN KEY (owner_id) REFERENCES users (id)
    ) ${TABLE}`,
    // \`run\` counts the workflows that were started for it: the sweep starts another when one is lost.
    `CREATE TABLE IF NOT EXISTS publications (
      id ${ID},
      owner_id ${REFERENCE},
      creation_id ${REFERENCE},
      title VARCHAR(255) NOT NULL,
      content_type ${WORD} NOT NULL,
      state ${WORD} NOT NULL,
      run INT UNSIGNED NOT NULL DEFAULT 1,
      scheduled_at DATETIME(3) NULL,
      due_at DATETIME(3) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      KEY publications_open (state, due_at),
      CONSTRAINT publications_owner FOREIGN KEY (owner_id) REFERENCES users (id),
      CONSTRAINT publications_creation FOREIGN KEY (creation_id) REFERENCES creations (id)
    ) ${TABLE}`,
    // \`references_at_platform\` is what the platform has named so far: uploads, drafts, the post. \`submitted_at\` is set
    // before the platform is asked to publish: from then on it is not asked again unless it surely was not asked.
    `CREATE TABLE IF NOT EXISTS publication_targets (
      id ${ID},
      publication_id ${REFERENCE},
      owner_id ${REFERENCE},
      account_id ${REFERENCE},
      platform ${WORD} NOT NULL,
      state ${WORD} NOT NULL,
      references_at_platform JSON NOT NULL,
      post_id VARCHAR(128) NULL,
      post_url VARCHAR(1000) NULL,
      reason ${WORD} NULL,
      message VARCHAR(500) NULL,
      submitted_at DATETIME(3) NULL,
      published_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      UNIQUE KEY publication_targets_account (publication_id, account_id),
      KEY publication_targets_owner (owner_id, platform, state, id),
      KEY publication_targets_open (state, submitted_at),
      CONSTRAINT publication_targets_publication FOREIGN KEY (publication_id) REFERENCES publications (id),
      CONSTRAINT publication_targets_account_fk FOREIGN KEY (account_id) REFERENCES platform_accounts (id)
    ) ${TABLE}`,
  ],
};
