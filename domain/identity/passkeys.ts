import { QueryTypes, UniqueConstraintError } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { countChange, lockAccount, type Actor } from './account-lock';

/** A public key that a user signs in with (WebAuthn). */
export interface Passkey {
  readonly id: number;
  readonly userId: number;
  /** The authenticator's name for it, base64url. */
  readonly credentialId: string;
  /** COSE. */
  readonly publicKey: Buffer;
  readonly signCount: number;
  /** How the authenticator can be reached: usb, nfc, ble, internal, hybrid, … */
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface NewPasskey extends Actor {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: number;
  readonly transports: readonly string[];
  /** At most 100 characters. */
  readonly name: string;
}

export interface Passkeys {
  /** Oldest first. */
  list(userId: number): Promise<Passkey[]>;
  find(credentialId: string): Promise<Passkey | undefined>;
  /**
   * AppError ALREADY_EXISTS for a credential that is here already, whosever it is; UNAUTHENTICATED when the acting
   * session has ended; VALIDATION when the user has twenty.
   */
  add(passkey: NewPasskey): Promise<Passkey>;
  /**
   * Notes a use. AppError UNAUTHENTICATED when the authenticator's counter did not grow (both 0: it has none), for
   * then there are two of it (WebAuthn 7.2, step 22), or when the passkey was removed.
   */
  used(id: number, newCount: number): Promise<void>;
  /** Whether the user had it. */
  remove(userId: number, id: number): Promise<boolean>;
}

interface PasskeyRow {
  id: number;
  user_id: number;
  credential_id: string;
  public_key: Buffer;
  sign_count: number;
  transports: string;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

const BASE64URL = /^[A-Za-z0-9_-]{1,512}$/;
const TRANSPORT = /^[a-z-]{1,20}$/;
const MOST_TRANSPORTS = 4;
/** Devices of one person. */
const MOST_A_USER = 20;

export function createPasskeys({ db, clock }: { readonly db: Database; readonly clock: Clock }): Passkeys {
  const find = async (credentialId: string): Promise<Passkey | undefined> => {
    if (!BASE64URL.test(credentialId)) return undefined;
    const [row] = await db.query<PasskeyRow>('SELECT * FROM passkeys WHERE credential_id = ?', {
      replacements: [credentialId],
      type: QueryTypes.SELECT,
    });
    return row && toPasskey(row);
  };

  return {
    find,

    async list(userId) {
      const rows = await db.query<PasskeyRow>('SELECT * FROM passkeys WHERE user_id = ? ORDER BY id', {
        replacements: [userId],
        type: QueryTypes.SELECT,
      });
      return rows.map(toPasskey);
    },

    async add({ userId, sessionId, credentialId, publicKey, signCount, transports, name }) {
      const known = transports.filter((transport) => TRANSPORT.test(transport)).slice(0, MOST_TRANSPORTS);
      const work = inTransaction(db, async (tx) => {
        await lockAccount(db, { userId, sessionId }, tx);
        const [own] = await db.query<{ count: number }>(
          'SELECT COUNT(*) AS count FROM passkeys WHERE user_id = ?',
          { replacements: [userId], type: QueryTypes.SELECT, transaction: tx },
        );
        if (own && own.count >= MOST_A_USER) throw tooMany();
        await db.query(
          `INSERT INTO passkeys (user_id, credential_id, public_key, sign_count, transports, name, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          {
            replacements: [
              userId,
              credentialId,
              Buffer.from(publicKey),
              signCount,
              known.join(','),
              name,
              dateTime(clock.now()),
            ],
            type: QueryTypes.INSERT,
            transaction: tx,
          },
        );
      });
      await work.catch((error: unknown) => {
        throw error instanceof UniqueConstraintError ? alreadyHere(error) : error;
      });
      const passkey = await find(credentialId);
      if (!passkey) throw new AppError('NOT_FOUND', undefined, { note: 'the passkey was removed at once' });
      return passkey;
    },

    async used(id, newCount) {
      await inTransaction(db, async (tx) => {
        const [row] = await db.query<{ sign_count: number }>(
          'SELECT sign_count FROM passkeys WHERE id = ? FOR UPDATE',
          { replacements: [id], type: QueryTypes.SELECT, transaction: tx },
        );
        const grew = row && (newCount > row.sign_count || (newCount === 0 && row.sign_count === 0));
        if (!grew)
          throw new AppError('UNAUTHENTICATED', undefined, { note: `passkey ${id}: a counter fell` });
        await db.query('UPDATE passkeys SET sign_count = ?, last_used_at = ? WHERE id = ?', {
          replacements: [newCount, dateTime(clock.now()), id],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
      });
    },

    async remove(userId, id) {
      return inTransaction(db, async (tx) => {
        await lockAccount(db, { userId }, tx);
        const removed = await db.query('DELETE FROM passkeys WHERE id = ? AND user_id = ?', {
          replacements: [id, userId],
          type: QueryTypes.BULKDELETE,
          transaction: tx,
        });
        if (removed === 1) await countChange(db, userId, tx);
        return removed === 1;
      });
    },
  };
}

function tooMany(): AppError {
  return invalidField('body.credential', {
    zh: `最多登记 ${MOST_A_USER} 个通行密钥`,
    en: `is one too many: ${MOST_A_USER} passkeys are kept`,
  });
}

function alreadyHere(cause: unknown): AppError {
  const message = { zh: '该通行密钥已登记', en: 'This passkey is registered already' };
  return new AppError('ALREADY_EXISTS', { errors: [{ field: 'body.credential', message }] }, { cause });
}

function toPasskey(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    userId: row.user_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: row.sign_count,
    transports: row.transports === '' ? [] : row.transports.split(','),
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
