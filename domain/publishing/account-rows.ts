import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { invalidField } from '../errors';
import type { Sealer } from '../sealed-text';
import type { PlatformAccount } from './account';
import type { RecognisedAccount } from './adapter';
import type { PlatformName } from './platforms';
import { sealCredentials, sealToken } from './sealed-access';

const NAME_LENGTH = 100;

/** Of one user at one platform. */
const MOST_ACCOUNTS = 20;

/**
 * Writes a binding in the place of the one before of the same account; answers its id. AppError VALIDATION for one more
 * account than a user may bind at a platform.
 */
export async function bindAccount(
  db: Database,
  sealer: Pick<Sealer, 'seal'>,
  binding: Binding,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { ownerId, platform, recognised } = binding;
    // Of two bindings at once each would find the other's place free.
    await selectRows(db, 'SELECT id FROM users WHERE id = ? FOR UPDATE', [ownerId], tx);
    const [others] = await selectRows(
      db,
      `SELECT COUNT(*) AS bound FROM platform_accounts
       WHERE owner_id = ? AND platform = ? AND unbound_at IS NULL AND external_id <> ?`,
      [ownerId, platform, recognised.externalId],
      tx,
    );
    if ((others?.['bound'] as number) >= MOST_ACCOUNTS) {
      throw invalidField('body.platform', {
        zh: `每个平台最多绑定 ${MOST_ACCOUNTS} 个账号，请先解绑不用的账号`,
        en: `has ${MOST_ACCOUNTS} accounts bound, which is the most: unbind one that is not used`,
      });
    }
    return writeBinding(db, sealer, binding, tx);
  });
}

interface Binding {
  readonly ownerId: number;
  readonly platform: PlatformName;
  readonly recognised: RecognisedAccount;
  readonly now: Date;
}

async function writeBinding(
  db: Database,
  sealer: Pick<Sealer, 'seal'>,
  { ownerId, platform, recognised, now }: Binding,
  tx: Transaction,
): Promise<number> {
  const { externalId, name, credentials, token } = recognised;
  const at = dateTime(now);
  const values = {
    name: [...name].slice(0, NAME_LENGTH).join(''),
    credentials: sealCredentials(sealer, credentials),
    token: sealToken(sealer, token.access),
    expires: dateTime(token.expiresAt),
    ends: token.credentialsEnd ? dateTime(token.credentialsEnd) : null,
    at,
  };
  await db.query(
    `INSERT INTO platform_accounts (owner_id, platform, external_id, name, credentials_sealed, token_sealed,
                                    token_version, token_expires_at, credentials_end_at, bound_at, created_at,
                                    updated_at)
     VALUES (:ownerId, :platform, :externalId, :name, :credentials, :token, 1, :expires, :ends, :at, :at, :at)
     ON DUPLICATE KEY UPDATE name = VALUES(name), credentials_sealed = VALUES(credentials_sealed),
       credentials_version = credentials_version + 1, token_sealed = VALUES(token_sealed),
       token_version = token_version + 1, token_expires_at = VALUES(token_expires_at),
       credentials_end_at = VALUES(credentials_end_at), token_claim = NULL, token_claim_until = NULL,
       refused_because = NULL, bound_at = VALUES(bound_at), unbound_at = NULL,
       updated_at = VALUES(updated_at)`,
    {
      replacements: { ownerId, platform, externalId, ...values },
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
  const [row] = await selectRows(
    db,
    'SELECT id FROM platform_accounts WHERE owner_id = ? AND platform = ? AND external_id = ?',
    [ownerId, platform, externalId],
    tx,
  );
  return row?.['id'] as number;
}

/** An owner's accounts that are bound, the one that was bound last before the others of its platform. */
export async function readAccounts(
  db: Database,
  ownerId: number,
  tx: Transaction | null = null,
): Promise<PlatformAccount[]> {
  const rows = await selectRows(
    db,
    `SELECT id, platform, name, refused_because, bound_at FROM platform_accounts
     WHERE owner_id = ? AND unbound_at IS NULL ORDER BY bound_at DESC, id DESC`,
    [ownerId],
    tx,
  );
  return rows.map(toAccount);
}

/** Takes an account's secrets away; answers false when the owner has none such. */
export async function unbindAccount(db: Database, id: number, ownerId: number, now: Date): Promise<boolean> {
  const at = dateTime(now);
  const [, changed] = await db.query(
    `UPDATE platform_accounts SET credentials_sealed = NULL, token_sealed = NULL, token_expires_at = NULL, credentials_end_at = NULL,
       credentials_version = credentials_version + 1, token_claim = NULL, token_claim_until = NULL,
       unbound_at = ?, updated_at = ?
     WHERE id = ? AND owner_id = ? AND unbound_at IS NULL`,
    { replacements: [at, at, id, ownerId], type: QueryTypes.UPDATE },
  );
  return changed > 0;
}

function toAccount(row: Row): PlatformAccount {
  return {
    id: row['id'] as number,
    platform: row['platform'] as PlatformName,
    name: row['name'] as string,
    refusedBecause: row['refused_because'] as string | null,
    boundAt: row['bound_at'] as Date,
  };
}
