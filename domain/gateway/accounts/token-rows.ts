import { QueryTypes } from 'sequelize';
import { dateTime } from '../../db/columns';
import type { Database } from '../../db/database';
import { changeConfiguration, selectRows } from '../configuration-rows';
import type { Sealer } from '../../sealed-text';
import type { Secret } from '../secret';
import { errorText } from './account-status';
import type { Platform } from './account-types';
import type { Tokens } from './account-wish';
import { openCredentials, sealCredentials, type Credentials } from './credentials';
import { effectiveProxy } from './effective-proxy';
import { IN_ORDER_SOON, SELECT_LIVE_ACCOUNT } from './live-account-rows';

/** An account's tokens as they are kept now. */
export interface KeptTokens {
  readonly id: number;
  readonly platform: Platform;
  readonly credentials: Credentials;
  readonly version: number;
  readonly expiresAt: Date | null;
  /** Whether the vendor has refused the refresh token. */
  readonly refused: boolean;
  /** Whether somebody refreshes them, until `claimUntil`. Without one nobody shall try again until then. */
  readonly claimed: boolean;
  readonly claimUntil: Date | null;
  readonly proxy: Secret | null;
}

/** An account whose token ends soon, and who grants the next. */
export interface DueTokens {
  readonly id: number;
  readonly platform: Platform;
}

/**
 * The rows behind a refresh. Each change is a comparison and a swap: it is made to the tokens of the version that was
 * read, or not at all, which the answer tells.
 */
export interface TokenRows {
  /**
   * Undefined for an account that is not there, or has a key. Throws ProxySwitchedOff, and Error when its secrets do
   * not open.
   */
  read(id: number): Promise<KeptTokens | undefined>;
  /** Makes the caller the one who refreshes them. */
  claim(kept: KeptTokens, claim: string, now: Date, until: Date): Promise<boolean>;
  store(kept: KeptTokens, tokens: Tokens, now: Date): Promise<boolean>;
  /** The refresh token is dead. */
  refuse(kept: KeptTokens, reason: string): Promise<boolean>;
  /** It is not known what became of the claimed refresh, or it failed: nobody tries again before. */
  putOff(kept: KeptTokens, claim: string, reason: string, until: Date): Promise<boolean>;
  /** The access token is over, and nothing brings another. */
  expire(kept: KeptTokens): Promise<boolean>;
  /** Accounts in service whose access tokens end before then, and whom nobody refreshes. */
  due(before: Date, now: Date): Promise<DueTokens[]>;
}

export function createTokenRows(db: Database, sealer: Sealer): TokenRows {
  /** Changes the row of that version, and of that claim if one is given; in force everywhere within a second. */
  function swap(
    { id, version }: KeptTokens,
    assignments: string,
    values: readonly unknown[],
    claim?: string,
  ): Promise<boolean> {
    return changeConfiguration(db, async (tx) => {
      const [, changed] = await db.query(
        `UPDATE upstream_accounts SET ${assignments}
         WHERE id = ? AND credentials_version = ? AND (? IS NULL OR refresh_claim = ?)`,
        {
          replacements: [...values, id, version, claim ?? null, claim ?? null],
          type: QueryTypes.UPDATE,
          transaction: tx,
        },
      );
      return changed > 0;
    });
  }

  return {
    async read(id) {
      // The columns of a refresh stand beside those that calls need.
      const [row] = await selectRows(
        db,
        `SELECT live.*, r.refresh_refused, r.refresh_claim, r.refresh_claim_until
         FROM (${SELECT_LIVE_ACCOUNT} WHERE a.id = ?) live JOIN upstream_accounts r ON r.id = live.id
         WHERE r.auth_type = 'oauth'`,
        [id],
      );
      if (!row) return undefined;
      return {
        id,
        platform: row['platform'] as Platform,
        credentials: openCredentials(row['credentials_sealed'] as Buffer, sealer),
        version: row['credentials_version'] as number,
        expiresAt: row['access_expires_at'] as Date | null,
        refused: row['refresh_refused'] === 1,
        claimed: row['refresh_claim'] !== null,
        claimUntil: row['refresh_claim_until'] as Date | null,
        proxy: effectiveProxy(row, sealer),
      };
    },

    async claim({ id, version }, claim, now, until) {
      const [, changed] = await db.query(
        `UPDATE upstream_accounts SET refresh_claim = ?, refresh_claim_until = ?
         WHERE id = ? AND credentials_version = ? AND NOT refresh_refused
           AND (refresh_claim_until IS NULL OR refresh_claim_until <= ?)`,
        { replacements: [claim, dateTime(until), id, version, dateTime(now)], type: QueryTypes.UPDATE },
      );
      return changed > 0;
    },

    store: (kept, { access, refresh, scopes, expiresAt }, now) =>
      swap(
        kept,
        `credentials_sealed = ?, credentials_version = credentials_version + 1, access_expires_at = ?,
         refreshed_at = ?, refresh_refused = FALSE, refresh_claim = NULL, refresh_claim_until = NULL, last_error = NULL,
         status = IF(status = 'token_expired', 'valid', status)`,
        [
          sealCredentials({ access, refresh, scopes }, sealer),
          expiresAt && dateTime(expiresAt),
          dateTime(now),
        ],
      ),

    refuse: (kept, reason) =>
      swap(kept, 'refresh_refused = TRUE, refresh_claim = NULL, refresh_claim_until = NULL, last_error = ?', [
        errorText(reason),
      ]),

    putOff: (kept, claim, reason, until) =>
      swap(
        kept,
        'refresh_claim = NULL, refresh_claim_until = ?, last_error = ?',
        [dateTime(until), errorText(reason)],
        claim,
      ),

    expire: (kept) =>
      // A status that has its end is the upstream's, and passes.
      swap(
        kept,
        "status = IF(status = 'valid' OR status_until IS NOT NULL, 'token_expired', status), status_until = NULL",
        [],
      ),

    async due(before, now) {
      const rows = await selectRows(
        db,
        `SELECT a.id, a.platform FROM upstream_accounts a JOIN gateway_channels c ON c.id = a.id
         WHERE a.auth_type = 'oauth' AND c.enabled AND ${IN_ORDER_SOON} AND a.access_expires_at < ?
           AND (NOT a.refresh_refused OR a.access_expires_at <= ?)
           AND (a.refresh_claim_until IS NULL OR a.refresh_claim_until <= ?) ORDER BY a.access_expires_at`,
        [before, now, now].map(dateTime),
      );
      return rows.map((row) => ({ id: row['id'] as number, platform: row['platform'] as Platform }));
    },
  };
}
