import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';

/** Remembers which nonces were used, over all processes. */
export interface NonceStore {
  /** True for the first caller with this nonce (ASCII, at most 128), false for every other until `expiresAt`. */
  use(nonce: string, expiresAt: Date): Promise<boolean>;
}

/** Each use clears away this many that have expired, so that the table stays small by itself. */
const CLEARED_PER_USE = 100;

export function createNonceStore({ db, clock }: { db: Database; clock: Clock }): NonceStore {
  return {
    async use(nonce, expiresAt) {
      await db.query('DELETE FROM callback_nonces WHERE expires_at < ? LIMIT ?', {
        replacements: [dateTime(clock.now()), CLEARED_PER_USE],
        type: QueryTypes.DELETE,
      });
      const [, inserted] = await db.query(
        'INSERT INTO callback_nonces (nonce, expires_at) VALUES (?, ?) ON DUPLICATE KEY UPDATE nonce = nonce',
        { replacements: [nonce, dateTime(expiresAt)], type: QueryTypes.INSERT },
      );
      return inserted === 1;
    },
  };
}
