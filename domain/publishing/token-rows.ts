import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Sealer } from '../sealed-text';
import type { Credentials, Grant } from './adapter';
import type { PlatformName } from './platforms';
import { openCredentials, openToken, sealCredentials, sealToken } from './sealed-access';

/** What opens an account at its platform, as it is kept now. */
export interface KeptAccess {
  readonly id: number;
  readonly platform: PlatformName;
  readonly externalId: string;
  readonly credentials: Credentials;
  readonly credentialsVersion: number;
  /** Null where there is none yet. */
  readonly token: string | null;
  readonly tokenVersion: number;
  readonly tokenExpiresAt: Date | null;
  /** Until when somebody else brings the next token. */
  readonly claimUntil: Date | null;
  readonly refusedBecause: string | null;
}

/** The rows behind tokens. Each change is made to the version that was read, or not at all, which the answer tells. */
export interface TokenRows {
  /** Undefined for an account that is not bound. */
  read(id: number): Promise<KeptAccess | undefined>;
  /** Makes the caller the one who brings the next token. */
  claim(kept: KeptAccess, claim: string, now: Date, until: Date): Promise<boolean>;
  /** Accounts that are bound and whose credentials end before then, unless they were refused; the soonest first. */
  endingBefore(time: Date, limit: number): Promise<number[]>;
  store(kept: KeptAccess, grant: Grant, now: Date): Promise<boolean>;
  unclaim(kept: KeptAccess, claim: string): Promise<void>;
  /** The platform does not take the credentials any more. */
  refuse(kept: KeptAccess, because: string, now: Date): Promise<void>;
}

const BECAUSE_LENGTH = 500;

export function createTokenRows(db: Database, sealer: Sealer): TokenRows {
  async function swap(kept: KeptAccess, assignments: string, values: readonly unknown[]): Promise<boolean> {
    const [, changed] = await db.query(
      `UPDATE platform_accounts SET ${assignments}
       WHERE id = ? AND credentials_version = ? AND token_version = ? AND unbound_at IS NULL`,
      {
        replacements: [...values, kept.id, kept.credentialsVersion, kept.tokenVersion],
        type: QueryTypes.UPDATE,
      },
    );
    return changed > 0;
  }

  return {
    async read(id) {
      const [row] = await selectRows(
        db,
        'SELECT * FROM platform_accounts WHERE id = ? AND unbound_at IS NULL AND credentials_sealed IS NOT NULL',
        [id],
      );
      if (!row) return undefined;
      const token = row['token_sealed'] as Buffer | null;
      return {
        id,
        platform: row['platform'] as PlatformName,
        externalId: row['external_id'] as string,
        credentials: openCredentials(sealer, row['credentials_sealed'] as Buffer),
        credentialsVersion: row['credentials_version'] as number,
        token: token && openToken(sealer, token),
        tokenVersion: row['token_version'] as number,
        tokenExpiresAt: row['token_expires_at'] as Date | null,
        claimUntil: row['token_claim_until'] as Date | null,
        refusedBecause: row['refused_because'] as string | null,
      };
    },

    async claim({ id, credentialsVersion, tokenVersion }, claim, now, until) {
      const [, changed] = await db.query(
        `UPDATE platform_accounts SET token_claim = ?, token_claim_until = ?
         WHERE id = ? AND credentials_version = ? AND token_version = ?
           AND (token_claim_until IS NULL OR token_claim_until <= ?)`,
        {
          replacements: [claim, dateTime(until), id, credentialsVersion, tokenVersion, dateTime(now)],
          type: QueryTypes.UPDATE,
        },
      );
      return changed > 0;
    },

    async endingBefore(time, limit) {
      const rows = await selectRows(
        db,
        `SELECT id FROM platform_accounts
         WHERE credentials_end_at < ? AND unbound_at IS NULL AND refused_because IS NULL
         ORDER BY credentials_end_at, id LIMIT ?`,
        [dateTime(time), limit],
      );
      return rows.map((row) => row['id'] as number);
    },

    store: (kept, { access, expiresAt, credentials, credentialsEnd }, now) =>
      swap(
        kept,
        `token_sealed = ?, token_expires_at = ?, token_version = token_version + 1, token_claim = NULL,
         token_claim_until = NULL, refused_because = NULL, updated_at = ?, credentials_sealed = ?,
         credentials_end_at = COALESCE(?, credentials_end_at)`,
        [
          sealToken(sealer, access),
          dateTime(expiresAt),
          dateTime(now),
          sealCredentials(sealer, credentials ?? kept.credentials),
          credentialsEnd ? dateTime(credentialsEnd) : null,
        ],
      ),

    async unclaim({ id }, claim) {
      await db.query(
        'UPDATE platform_accounts SET token_claim = NULL, token_claim_until = NULL WHERE id = ? AND token_claim = ?',
        { replacements: [id, claim], type: QueryTypes.UPDATE },
      );
    },

    async refuse(kept, because, now) {
      await swap(kept, 'refused_because = ?, token_claim = NULL, token_claim_until = NULL, updated_at = ?', [
        [...because].slice(0, BECAUSE_LENGTH).join(''),
        dateTime(now),
      ]);
    },
  };
}
