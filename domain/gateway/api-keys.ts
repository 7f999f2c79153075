import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { newSecretToken, secretTokenHash } from '../secret-token';
import { quotaSpan, readApiKeys, type ApiKeyRow } from './api-key-rows';
import { budgetName, readBudgets } from './budgets';
import { insertRow, updateRow, type Columns } from './configuration-rows';
import { withConstraints } from './constraint-errors';
import { addressesField, nameField, wholeField } from './fields';
import { createUserGroups } from './user-groups';
import { NO_TOTALS, resetKeyTotals, totalsOfKeys, type Totals } from './totals';

/** An API key as its owner sees it. */
export interface ApiKey extends ApiKeyRow {
  /** What it has spent of its quota since `usageResetAt`. */
  readonly quotaSpent: Credits;
  /** What it may still spend, less what is set aside for calls that run; null without a quota. Never below 0. */
  readonly quotaRemaining: Credits | null;
  /** Since `usageResetAt`. */
  readonly usage: Totals;
}

/** What an owner decides about a key. What is left out has no limit. */
export interface ApiKeyWish {
  readonly name: string;
  readonly allowedModels?: readonly string[];
  /** At most 10, in the order in which to try them. */
  readonly allowedUserChannels?: readonly number[];
  readonly allowedIps?: readonly string[];
  /** One of the owner's own. */
  readonly groupId?: number | null;
  readonly quotaLimit?: Credits | null;
  readonly requestsPerMinute?: number | null;
  readonly tokensPerMinute?: number | null;
  readonly maxConcurrency?: number | null;
  readonly enabled?: boolean;
  readonly expiresAt?: Date | null;
}

export interface ApiKeys {
  /** Answers the secret, which is not kept: nobody can ever see it again. AppError VALIDATION. */
  create(userId: number, wish: ApiKeyWish): Promise<{ key: ApiKey; secret: string }>;
  /** The newest first. */
  list(userId: number): Promise<ApiKey[]>;
  /** AppError NOT_FOUND for a key that is not the user's. So do all that follow. */
  get(userId: number, id: number): Promise<ApiKey>;
  /** Changes what is given, and nothing else; in force everywhere within a second. AppError VALIDATION. */
  update(userId: number, id: number, change: Partial<ApiKeyWish>): Promise<ApiKey>;
  /** The key stops working within a second; its calls stay. */
  remove(userId: number, id: number): Promise<void>;
  /** Gives the key a new secret. The one before works for `graceSeconds` more (0: not any more); older ones do not. */
  rotate(
    userId: number,
    id: number,
    options?: { readonly graceSeconds?: number },
  ): Promise<{ key: ApiKey; secret: string }>;
  /** Begins the key's usage and its quota anew. */
  resetUsage(userId: number, id: number): Promise<ApiKey>;
}

const PREFIX_CHARACTERS = 10;
const MOST_USER_CHANNELS = 10;
const MOST_MODELS = 500;
const MOST_ADDRESSES = 200;
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
        quotaRemaining: left !== null && left < 0n ? 0n : left,
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

  /** Sets columns of a key that the caller has locked. */
  const set = (id: number, columns: Columns, tx: Transaction) =>
    withConstraints({ reference: 'body.group_id' }, () =>
      updateRow(db, 'gateway_api_keys', id, { ...columns, updated_at: now() }, tx),
    );

  return {
    async create(userId, wish) {
      const secret = newSecret();
      const columns = {
        user_id: userId,
        key_hash: secretTokenHash(secret),
        key_prefix: secret.slice(0, PREFIX_CHARACTERS),
        ...(await checked(db, { allowedModels: [], allowedUserChannels: [], allowedIps: [], ...wish })),
        group_id: await ownGroup(userId, wish.groupId),
        created_at: now(),
        updated_at: now(),
      };
      const id = await withConstraints({ reference: 'body.group_id' }, () =>
        insertRow(db, 'gateway_api_keys', columns),
      );
      return { key: await get(userId, id), secret };
    },

    list: async (userId) => views(await readApiKeys(db, 'k.user_id = ? ORDER BY k.id DESC', [userId])),

    get,

    async update(userId, id, change) {
      const columns = { ...(await checked(db, change)), group_id: await ownGroup(userId, change.groupId) };
      await inTransaction(db, async (tx) => {
        await lock(userId, id, tx);
        await set(id, columns, tx);
      });
      return get(userId, id);
    },

    async remove(userId, id) {
      await inTransaction(db, async (tx) => {
        await lock(userId, id, tx);
        const gone = { previous_hash: null, previous_until: null, group_id: null };
        await set(id, { deleted_at: now(), enabled: false, ...gone }, tx);
      });
    },

    async rotate(userId, id, { graceSeconds = GRACE_SECONDS } = {}) {
      wholeField('body.grace_seconds', graceSeconds);
      if (graceSeconds > LONGEST_GRACE_SECONDS) {
        throw invalidField('body.grace_seconds', { zh: '最多 30 天', en: 'must be at most 30 days' });
      }
      const secret = newSecret();
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

function newSecret(): string {
  return `sk-${newSecretToken()}`;
}

/** The columns of what was wished for. */
async function checked(db: Database, wish: Partial<ApiKeyWish>): Promise<Columns> {
  const { name, allowedModels, allowedUserChannels, allowedIps, quotaLimit, enabled, expiresAt } = wish;
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    allowed_models: allowedModels && JSON.stringify(await knownModels(db, allowedModels)),
    allowed_user_channels:
      allowedUserChannels && JSON.stringify(await knownUserChannels(db, allowedUserChannels)),
    allowed_ips:
      allowedIps &&
      JSON.stringify(
        addressesField('body.allowed_ips', atMost('body.allowed_ips', allowedIps, MOST_ADDRESSES)),
      ),
    quota_limit: quotaLimit === undefined ? undefined : quotaOf(quotaLimit),
    requests_per_minute: wholeOrLeft('body.requests_per_minute', wish.requestsPerMinute),
    tokens_per_minute: wholeOrLeft('body.tokens_per_minute', wish.tokensPerMinute),
    max_concurrency: wholeOrLeft('body.max_concurrency', wish.maxConcurrency),
    enabled,
    expires_at: expiresAt && dateTime(expiresAt),
  };
}

function wholeOrLeft(field: string, value: number | null | undefined): number | null | undefined {
  return value === undefined ? undefined : wholeField(field, value);
}

/** A quota of 0 is none: a key that may spend nothing is switched off instead. */
function quotaOf(limit: Credits | null): string | null {
  if (limit !== null && (limit < 0n || limit > 10n ** 17n)) {
    throw invalidField('body.quota_limit', {
      zh: '应不小于 0',
      en: 'must not be negative, nor beyond a billion',
    });
  }
  return limit === null || limit === 0n ? null : limit.toString();
}

async function knownModels(db: Database, names: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(atMost('body.allowed_models', names, MOST_MODELS))];
  if (wanted.length === 0) return [];
  const rows = await db.query<{ name: string }>('SELECT name FROM gateway_models WHERE name IN (?)', {
    replacements: [wanted],
    type: QueryTypes.SELECT,
  });
  const known = new Set(rows.map(({ name }) => name));
  const unknown = wanted.findIndex((name) => !known.has(name));
  if (unknown >= 0) throw notThere(`body.allowed_models[${unknown}]`);
  return wanted;
}

async function knownUserChannels(db: Database, ids: readonly number[]): Promise<number[]> {
  const wanted = [...new Set(atMost('body.allowed_user_channels', ids, MOST_USER_CHANNELS))];
  if (wanted.length === 0) return [];
  const rows = await db.query<{ id: number }>('SELECT id FROM gateway_user_channels WHERE id IN (?)', {
    replacements: [wanted],
    type: QueryTypes.SELECT,
  });
  const known = new Set(rows.map(({ id }) => id));
  const unknown = wanted.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw notThere(`body.allowed_user_channels[${unknown}]`);
  return wanted;
}

function atMost<T>(field: string, values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  throw invalidField(field, { zh: `最多 ${most} 项`, en: `must have at most ${most}` });
}

function notThere(field: string) {
  return invalidField(field, { zh: '不存在', en: 'names something that is not there' });
}
