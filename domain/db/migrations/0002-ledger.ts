import type { Migration } from '../migrator';

const KEY = 'VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin';
const WORD = 'VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin';

/**
 * The ledger's tables. They have no foreign keys on purpose: each would cost every row an index probe and a
 * shared lock on its parent, and the audit proves the same and more.
 */
export const ledger: Migration = {
  name: '0002-ledger',
  kind: 'expand',
  up: [
    // `posted` is the sum of the account's entries, `held` that of its pending holds, `last_seq` the number
    // of its entries. The lock on this row is what guards all three, and the account's holds.
    `CREATE TABLE IF NOT EXISTS accounts (
      id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      owner VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      type ${WORD} NOT NULL,
      currency ${WORD} NOT NULL,
      posted BIGINT NOT NULL DEFAULT 0,
      held BIGINT NOT NULL DEFAULT 0,
      last_seq BIGINT UNSIGNED NOT NULL DEFAULT 0,
      UNIQUE KEY accounts_name (owner, type, currency),
      CONSTRAINT accounts_held CHECK (held >= 0),
      CONSTRAINT accounts_available CHECK (owner = 'platform' OR posted - held >= 0)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // The platform's accounts are there from the start: whoever makes an account has it locked until the end
    // of the transaction, and these are everybody's.
    `INSERT INTO accounts (owner, type, currency) VALUES ('platform', 'sales', 'credit'),
      ('platform', 'revenue', 'credit'), ('platform', 'rewards', 'credit'), ('platform', 'expired', 'credit')
      ON DUPLICATE KEY UPDATE id = id`,
    // One row for each operation that took effect, never changed; the unique key is where a repeat is found.
    // The ids are UUIDs v7, made by the writer: new rows go to the end of the index, and no process needs
    // another's consent. A row that moved money names its two entries by account and number.
    `CREATE TABLE IF NOT EXISTS transfers (
      id BINARY(16) NOT NULL PRIMARY KEY,
      idem_key ${KEY} NOT NULL,
      request_hash BINARY(32) NOT NULL,
      kind ${WORD} NOT NULL,
      hold_key ${KEY} NULL,
      amount BIGINT NOT NULL,
      debit_account BIGINT UNSIGNED NULL,
      debit_seq BIGINT UNSIGNED NULL,
      credit_account BIGINT UNSIGNED NULL,
      credit_seq BIGINT UNSIGNED NULL,
      reference ${KEY} NULL,
      description VARCHAR(255) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY transfers_idem_key (idem_key),
      KEY transfers_reference (reference),
      CONSTRAINT transfers_amount CHECK (amount >= 0)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // Append-only, numbered from 1 within each account: an account's statement is one run of the primary key.
    `CREATE TABLE IF NOT EXISTS entries (
      account_id BIGINT UNSIGNED NOT NULL,
      seq BIGINT UNSIGNED NOT NULL,
      transfer_id BINARY(16) NOT NULL,
      amount BIGINT NOT NULL,
      balance_after BIGINT NOT NULL,
      PRIMARY KEY (account_id, seq)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    // A hold that was released before it arrived is a tombstone: no account, amount 0, released.
    `CREATE TABLE IF NOT EXISTS holds (
      hold_key ${KEY} NOT NULL PRIMARY KEY,
      account_id BIGINT UNSIGNED NULL,
      amount BIGINT NOT NULL,
      captured BIGINT NOT NULL DEFAULT 0,
      state ${WORD} NOT NULL,
      reference ${KEY} NULL,
      resolved_by BINARY(16) NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NULL,
      resolved_at DATETIME(3) NULL,
      KEY holds_expiry (state, expires_at),
      CONSTRAINT holds_amount CHECK (amount >= 0 AND captured >= 0 AND captured <= amount)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
  ],
};
