import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { newSecretToken, secretTokenHash } from '../secret-token';
import { keySubject, quotaSpan, readApiKeys, type ApiKeyRow } from './api-key-rows';
import { wishColumns, type ApiKeyWish } from './api-key-wish';
import { budgetName, readBudgets } from './budgets';
import { insertRow, selectRows, updateRow, type Columns } from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { wholeField } from '../fields';
import { notThere } from './known-models';
import { statusOf, readUserPackages, usesOf } from './user-package-rows';
import { createUserGroups } from './user-groups';
import { budgetsAt, type WindowLimit } from './window-limits';
import { NO_TOTALS, resetKeyTotals, totalsOfKeys, type Totals } from './totals';

export type { ApiKeyWish } from './api-key-wish';

/** An API key as its owner sees it. */
export interface ApiKey extends ApiKeyRow {
  /** What it has spent of its quota since `usageResetAt`. */
  readonly quotaSpent: Credits;
  /** What it may still spend, less what is set aside for calls that run; null without a quota. Never below 0. */
  readonly quotaRemaining: Credits | null;
  /** Since `usageResetAt`. */
  readonly usage: Totals;
}

export interface ApiKeys {
  /**
   * Answers the secret, which is not kept: nobody can ever see it again. AppErrors VALIDATION, and TOO_MANY_KEYS for a
   * user who has `MOST_KEYS` already.
   */
  create(userId: number, wish: ApiKeyWish): Promise<{ key: ApiKey; secret: string }>;
  /** The newest first. */
  list(userId: number): Promise<ApiKey[]>;
  /** AppError NOT_FOUND for a key that is not the user's. So do all that follow. */
  get(userId: number, id: number): Promise<ApiKey>;
  /** Changes what is given, and nothing else; in force everywhere within a second. AppError VALIDATION. */
  update(userId: number, id: number, change: Partial<ApiKeyWish>): Promise<ApiKey>;
  /** Switches the key off if it is on, and on if it is off. */
  toggle(userId: number, id: number): Promise<ApiKey>;
  /** The key stops working within a second; its calls stay. */
  remove(userId: number, id: number): Promise<void>;
  /** Gives the key a new secret. The one before works for `graceSeconds` more (0: not any more); older ones do not. */
  rotate(
    userId: number,
    id: number,
    options?: { readonly graceSeconds?: number },
  ): Promise<{ key: ApiKey; secret: string }>;
  /** What is left of the key's limits of time in their windows of now, less what is set aside; never below 0. */
  remaining(key: Pick<ApiKey, 'id' | 'limits'>): Promise<(WindowLimit & { readonly remaining: bigint })[]>;
  /** Begins the key's usage and its quota anew. */
  resetUsage(userId: number, id: number): Promise<ApiKey>;
}

/** So many keys a user has at most, over whichever surface they are made. */
export const MOST_KEYS = 100;
/** How much of a secret is kept, for its owner to know it by. */
export const PREFIX_CHARACTERS = 10;
const GRACE_SECONDS = 86_400;
const LONGEST_GRACE_SECONDS = 30 * 86_400;

/** A secret as `create` makes them. */
export const SECRET = /^sk-[A-Za-z0-9_-]{43}$/;

export function createApiKeys({ db, clock }: { readonly db: Database; readonly clock: Clock }): ApiKeys {
  const now = () => dateTime(clock.now());

  async function views(rows: readonly ApiKeyRow[]): Promise<ApiKey[]> {
    const [totals, budgets] = await Promise.all([
      totalsOfKeys(
        db,
        rows.map(({ id }) => id),
      ),
      readBudgets(db, rows.map(quotaSpan)),
    ]);
    return rows.map((row) => {
      const { spent = 0n, reserved = 0n } = budgets.get(budgetName(quotaSpan(row))) ?? {};
      const left = row.quotaLimit === null ? null : row.quotaLimit - spent - reserved;
      return {
        ...row,
        quotaSpent: spent,
        quotaRemaining: left === null ? null : atLeastNothing(left),
        usage: totals.get(row.id) ?? NO_TOTALS,
      };
    });
  }

  async function lock(userId: number, id: number, tx: Transaction): Promise<ApiKeyRow> {
    const [row] = await readApiKeys(db, 'k.id = ? AND k.user_id = ? FOR UPDATE', [id, userId], tx);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `API key ${id} of user ${userId}` });
    return row;
  }

  const get: ApiKeys['get'] = async (userId, id) => {
    const [key] = await views(await readApiKeys(db, 'k.id = ? AND k.user_id = ?', [id, userId]));
    if (!key) throw new AppError('NOT_FOUND', undefined, { note: `API key ${id} of user ${userId}` });
    return key;
  };

  /** A group that the user is in: of any other the key would have nothing, and its name would be told. */
  async function ownGroup(userId: number, groupId: number | null | undefined) {
    if (groupId === null || groupId === undefined) return groupId;
    const own = (await createUserGroups({ db, clock }).of([userId])).get(userId) ?? [];
    if (own.some((each) => each.groupId === groupId)) return groupId;
    throw notThere('body.group_id');
  }

  /**
   * A package that is the user's own, and active: locked until the end of the transaction, so that it is not taken away
   * meanwhile.
   */
  async function packageColumns(userId: number, id: number | null | undefined, tx: Transaction) {
    if (id === undefined) return {};
    if (id === null) return { billing_type: 'balance', user_package_id: null };
    const rows = await readUserPackages(
      db,
      'p.task_job_id IS NULL AND p.id = ? AND p.user_id = ? FOR UPDATE',
      [id, userId],
      tx,
    );
    const [row] = rows;
    if (!row) throw notThere('body.user_package_id');
    const at = clock.now();
    if (statusOf(row, (await usesOf(db, rows, at)).get(id) ?? [], at) !== 'active') {
      throw invalidField('body.user_package_id', {
        zh: '套餐已失效',
        en: 'names a package that is not active',
      });
    }
    return { billing_type: 'package', user_package_id: id };
  }

  /** Refuses a user who has all the keys that one may have; of two that come at once, the second waits for the first. */
  async function expectFewer(userId: number, tx: Transaction) {
    await selectRows(db, 'SELECT id FROM users WHERE id = ? FOR UPDATE', [userId], tx);
    const keys = await readApiKeys(db, 'k.user_id = ? LIMIT ?', [userId, MOST_KEYS], tx);
    if (keys.length >= MOST_KEYS) throw new AppError('TOO_MANY_KEYS', { most: MOST_KEYS });
  }

  /** Sets columns of a key that the caller has locked. */
  const set = (id: number, columns: Columns, tx: Transaction) =>
    withConstraints({ reference: 'body.group_id' }, () =>
      updateRow(db, 'gateway_api_keys', id, { ...columns, updated_at: now() }, tx),
    );

  return {
    async create(userId, wish) {
      const secret = newKeySecret();
      const columns = {
        user_id: userId,
        key_hash: secretTokenHash(secret),
        key_prefix: secret.slice(0, PREFIX_CHARACTERS),
        ...(await wishColumns(db, { allowedModels: [], allowedUserChannels: [], allowedIps: [], ...wish })),
        group_id: await ownGroup(userId, wish.groupId),
        created_at: now(),
        updated_at: now(),
      };
      const id = await withConstraints({ reference: 'body.group_id' }, () =>
        inTransaction(db, async (tx) => {
          await expectFewer(userId, tx);
          const paid = await packageColumns(userId, wish.userPackageId, tx);
          return insertRow(db, 'gateway_api_keys', { ...columns, ...paid }, tx);
        }),
      );
      return { key: await get(userId, id), secret };
    },

    list: async (userId) => views(await readApiKeys(db, 'k.user_id = ? ORDER BY k.id DESC', [userId])),

    get,

    async update(userId, id, change) {
      const columns = {
        ...(await wishColumns(db, change)),
        group_id: await ownGroup(userId, change.groupId),
      };
      await inTransaction(db, async (tx) => {
        // The package first, as whoever takes it away has it.
        const paid = await packageColumns(userId, change.userPackageId, tx);
        await lock(userId, id, tx);
        await set(id, { ...columns, ...paid }, tx);
      });
      return get(userId, id);
    },

    async toggle(userId, id) {
      await inTransaction(db, async (tx) => {
        const { enabled } = await lock(userId, id, tx);
        await set(id, { enabled: !enabled }, tx);
      });
      return get(userId, id);
    },

    async remove(userId, id) {
      await inTransaction(db, async (tx) => {
        await lock(userId, id, tx);
        const gone = { previous_hash: null, previous_until: null, group_id: null, user_package_id: null };
        await set(id, { deleted_at: now(), enabled: false, ...gone }, tx);
      });
    },

    async rotate(userId, id, { graceSeconds = GRACE_SECONDS } = {}) {
      wholeField('body.grace_seconds', graceSeconds);
      if (graceSeconds > LONGEST_GRACE_SECONDS) {
        throw invalidField('body.grace_seconds', { zh: '最多 30 天', en: 'must be at most 30 days' });
      }
      const secret = newKeySecret();
      const hash = secretTokenHash(secret);
      const until = new Date(clock.now().getTime() + graceSeconds * 1000);
      await inTransaction(db, async (tx) => {
        await lock(userId, id, tx);
        // From left to right: the hash before is kept, and then replaced.
        await db.query(
          `UPDATE gateway_api_keys SET previous_hash = ${graceSeconds > 0 ? 'key_hash' : 'NULL'}, previous_until = ?,
             key_hash = ?, key_prefix = ?, updated_at = ? WHERE id = ?`,
          {
            replacements: [
              graceSeconds > 0 ? dateTime(until) : null,
              hash,
              secret.slice(0, PREFIX_CHARACTERS),
              now(),
              id,
            ],
            type: QueryTypes.UPDATE,
            transaction: tx,
          },
        );
      });
      return { key: await get(userId, id), secret };
    },

    async remaining({ id, limits }) {
      const budgets = budgetsAt(keySubject(id), limits, clock.now());
      const states = await readBudgets(db, budgets);
      return limits.map((limit, index) => {
        const budget = budgets[index];
        const { spent = 0n, reserved = 0n } = (budget && states.get(budgetName(budget))) ?? {};
        return { ...limit, remaining: atLeastNothing(limit.limit - spent - reserved) };
      });
    },

    async resetUsage(userId, id) {
      await inTransaction(db, async (tx) => {
        await lock(userId, id, tx);
        await resetKeyTotals(db, id, tx);
        await set(id, { usage_reset_at: now() }, tx);
      });
      return get(userId, id);
    },
  };
}

function atLeastNothing(amount: bigint): bigint {
  return amount < 0n ? 0n : amount;
}

/** A secret that nobody has had. */
export function newKeySecret(): string {
  return `sk-${newSecretToken()}`;
}
