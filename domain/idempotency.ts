import { QueryTypes } from 'sequelize';
import type { Clock } from './clock';
import { dateTime } from './db/columns';
import type { Database } from './db/database';
import { sql, statement, type Statement } from './db/statement';
import type { Transaction } from './db/transaction';
import { AppError } from './errors';

/** A caller's promise that requests under one key are one request. */
export interface IdempotencyClaim {
  /** Whose key it is and for what: keys of different scopes never meet. ASCII, at most 100 characters. */
  readonly scope: string;
  /** Printable ASCII, at most 255 characters. */
  readonly key: string;
  /** SHA-256 of the request in lower-case hex. */
  readonly requestHash: string;
}

export interface Idempotency {
  /** The claim as a statement, which fails as a duplicate when the key is bound already: for who recalls it first. */
  claimStatement(claim: IdempotencyClaim, resourceId: string): Statement;
  /**
   * Binds the key to `resourceId` within `tx`, or answers the resource it is bound to already. A concurrent
   * claim of the same key waits for the first one's commit. AppError IDEMPOTENCY_CONFLICT when the key was
   * used for another request.
   */
  claim(
    claim: IdempotencyClaim,
    resourceId: string,
    tx: Transaction,
  ): Promise<{ resourceId: string; repeated: boolean }>;
  /** What the key is bound to, with the response kept for it. AppError IDEMPOTENCY_CONFLICT as above. */
  recall(claim: IdempotencyClaim): Promise<{ resourceId: string; response?: string } | undefined>;
  /**
   * Keeps the response, so that a repeat can be answered with the very same one. The first that is kept stands:
   * false when another one was kept before, or the key is bound to nothing.
   */
  remember(scope: string, key: string, response: string): Promise<boolean>;
  /** Deletes up to `limit` keys claimed before `before`; answers how many. */
  forget(before: Date, limit: number): Promise<number>;
}

interface KeyRow {
  request_hash: string;
  resource_id: string;
  response: string | null;
}

export function createIdempotency({ db, clock }: { db: Database; clock: Clock }): Idempotency {
  const read = async ({ scope, key, requestHash }: IdempotencyClaim, tx: Transaction | null) => {
    const [row] = await db.query<KeyRow>(
      'SELECT request_hash, resource_id, response FROM idempotency_keys WHERE scope = ? AND idem_key = ?',
      { replacements: [scope, key], type: QueryTypes.SELECT, transaction: tx },
    );
    if (row && row.request_hash !== requestHash) throw new AppError('IDEMPOTENCY_CONFLICT');
    return row;
  };

  const claimStatement = (claim: IdempotencyClaim, resourceId: string) =>
    statement(
      `INSERT INTO idempotency_keys (scope, idem_key, request_hash, resource_id, created_at)
       VALUES (?, ?, ?, ?, ?)`,
      [claim.scope, claim.key, claim.requestHash, resourceId, clock.now()],
    );

  return {
    claimStatement,

    async claim(claim, resourceId, tx) {
      const unlessBound = sql`${claimStatement(claim, resourceId)} ON DUPLICATE KEY UPDATE scope = scope`;
      const [, inserted] = await db.query(unlessBound, { type: QueryTypes.INSERT, transaction: tx });
      if (inserted === 1) return { resourceId, repeated: false };
      const row = await read(claim, tx);
      if (!row) throw new AppError('IDEMPOTENCY_IN_PROGRESS');
      return { resourceId: row.resource_id, repeated: true };
    },

    async recall(claim) {
      const row = await read(claim, null);
      if (!row) return undefined;
      return { resourceId: row.resource_id, ...(row.response === null ? {} : { response: row.response }) };
    },

    async remember(scope, key, response) {
      const [, kept] = await db.query(
        'UPDATE idempotency_keys SET response = ? WHERE scope = ? AND idem_key = ? AND response IS NULL',
        { replacements: [response, scope, key], type: QueryTypes.UPDATE },
      );
      return kept > 0;
    },

    async forget(before, limit) {
      return db.query('DELETE FROM idempotency_keys WHERE created_at < ? ORDER BY created_at LIMIT ?', {
        replacements: [dateTime(before), limit],
        type: QueryTypes.BULKDELETE,
      });
    },
  };
}
