import { createHmac, randomInt } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { emailAddress, phoneNumber } from './contact';
import { sweepExpired } from './expired-rows';

/** What a code was sent for; it is good for nothing else. */
export type CodePurpose = 'register' | 'login' | 'password' | 'email';

/** The codes that are sent to people to prove that an address or a phone number is theirs. */
export interface VerificationCodes {
  /** Six digits, good once and for `ttlSeconds` (5 minutes). The code before, for the same purpose, dies. */
  issue(purpose: CodePurpose, target: string, ttlSeconds?: number): Promise<string>;
  /**
   * Uses the code up. AppError CODE_INVALID when it is not the last one that was sent to `target` for this
   * purpose, was used, is too old, or was tried five times. Of two who bring it at once, one succeeds.
   */
  redeem(purpose: CodePurpose, target: string, code: string): Promise<void>;
}

const DEFAULT_TTL_SECONDS = 300;
const TRIES = 5;

/** Codes are kept as an HMAC under `key`: there are so few that anybody could find them behind a mere hash. */
export function createVerificationCodes({
  db,
  clock,
  key,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly key: Buffer;
}): VerificationCodes {
  const hashOf = (purpose: CodePurpose, target: string, code: string) =>
    createHmac('sha256', key).update(`${purpose}\n${target}\n${code}`).digest();

  return {
    async issue(purpose, to, ttlSeconds = DEFAULT_TTL_SECONDS) {
      const target = normal(to);
      const code = randomInt(1_000_000).toString().padStart(6, '0');
      const now = clock.now();
      await sweepExpired(db, 'verification_codes', now);
      await db.query(
        `INSERT INTO verification_codes (purpose, target, code_hash, tries_left, expires_at) VALUES (?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE code_hash = VALUES(code_hash), tries_left = VALUES(tries_left),
           expires_at = VALUES(expires_at)`,
        {
          replacements: [
            purpose,
            target,
            hashOf(purpose, target, code),
            TRIES,
            dateTime(new Date(now.getTime() + ttlSeconds * 1000)),
          ],
          type: QueryTypes.INSERT,
        },
      );
      return code;
    },

    async redeem(purpose, sentTo, code) {
      const target = normal(sentTo);
      // A try is paid for before it is looked at, and the row stays locked between: tries at once cannot be more.
      const right = await inTransaction(db, async (tx) => {
        const [, tries] = await db.query(
          `UPDATE verification_codes SET tries_left = tries_left - 1
           WHERE purpose = ? AND target = ? AND tries_left > 0 AND expires_at > ?`,
          {
            replacements: [purpose, target, dateTime(clock.now())],
            type: QueryTypes.UPDATE,
            transaction: tx,
          },
        );
        if (tries === 0) return false;
        const used = await db.query(
          'DELETE FROM verification_codes WHERE purpose = ? AND target = ? AND code_hash = ?',
          {
            replacements: [purpose, target, hashOf(purpose, target, code)],
            type: QueryTypes.BULKDELETE,
            transaction: tx,
          },
        );
        return used === 1;
      });
      if (!right) throw new AppError('CODE_INVALID');
    },
  };
}

/** The address or phone number as users have it. */
function normal(target: string): string {
  return target.includes('@') ? emailAddress(target) : phoneNumber(target);
}
