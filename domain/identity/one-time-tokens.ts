import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { newSecretToken, secretTokenHash } from '../secret-token';
import { sweepExpired } from './expired-rows';

/** What is handed out to be brought back once: states of OAuth, challenges, captchas, links in mails. */
export interface OneTimeTokens {
  /**
   * A token of 256 bits in base64url, which stands for `payload` (plain JSON) for `ttlSeconds`. `purpose` is ASCII,
   * at most 32 characters: a token of one purpose is unknown to every other.
   */
  issue(purpose: string, payload: object, ttlSeconds: number): Promise<string>;
  /** What the token stands for, once: undefined when it was taken, is too old, or was never issued. */
  take<T>(purpose: string, token: string): Promise<T | undefined>;
}

/** Of tokens only the SHA-256 is kept: who reads the database cannot bring them. */
export function createOneTimeTokens({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): OneTimeTokens {
  return {
    async issue(purpose, payload, ttlSeconds) {
      const token = newSecretToken();
      const now = clock.now();
      await sweepExpired(db, 'one_time_tokens', now);
      await db.query(
        'INSERT INTO one_time_tokens (token_hash, purpose, payload, expires_at) VALUES (?, ?, ?, ?)',
        {
          replacements: [
            secretTokenHash(token),
            purpose,
            JSON.stringify(payload),
            dateTime(new Date(now.getTime() + ttlSeconds * 1000)),
          ],
          type: QueryTypes.INSERT,
        },
      );
      return token;
    },

    async take<T>(purpose: string, token: string) {
      const hash = secretTokenHash(token);
      const [row] = await db.query<{ payload: unknown }>(
        'SELECT payload FROM one_time_tokens WHERE token_hash = ? AND purpose = ? AND expires_at > ?',
        { replacements: [hash, purpose, dateTime(clock.now())], type: QueryTypes.SELECT },
      );
      if (!row) return undefined;
      // Many may have read it; one deletes it.
      const taken = await db.query('DELETE FROM one_time_tokens WHERE token_hash = ?', {
        replacements: [hash],
        type: QueryTypes.BULKDELETE,
      });
      return taken === 1 ? readJson<T>(row.payload) : undefined;
    },
  };
}
