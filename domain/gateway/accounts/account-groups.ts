import { QueryTypes } from 'sequelize';
import type { Clock } from '../../clock';
import { dateTime } from '../../db/columns';
import type { Database } from '../../db/database';
import type { Transaction } from '../../db/transaction';
import { AppError, invalidField } from '../../errors';
import {
  alone,
  changeConfiguration,
  deleteRow,
  insertRow,
  selectRows,
  updateRow,
  type Columns,
  type ConfigurationRow,
} from '../configuration-rows';
import { withConstraints } from '../../db/constraint-errors';
import { multiplierField, nameField, oneOfField, oneOrAny, textField } from '../../fields';
import { SELECT_GROUP, toAccountGroup, type AccountGroup } from './account-group-rows';
import { join, readMembers } from './account-memberships';
import { PLATFORMS, type Platform } from './account-types';

export interface AccountGroupWish {
  readonly name: string;
  readonly description?: string;
  readonly platform: string;
  readonly multiplier?: string | number;
  readonly isDefault?: boolean;
  readonly enabled?: boolean;
  readonly fallbackGroupId?: number | null;
}

export interface AccountGroups {
  /** By id. AppError VALIDATION for a platform that is none. */
  page(
    filter: { readonly platform?: string | undefined },
    paging: { readonly page: number; readonly pageSize: number },
  ): Promise<{ items: AccountGroup[]; total: number }>;
  all(): Promise<AccountGroup[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<AccountGroup>;
  /** AppErrors VALIDATION, and ALREADY_EXISTS for a name that is taken. */
  create(wish: AccountGroupWish): Promise<AccountGroup>;
  /** Changes what is given; the platform stays. AppErrors as above, and NOT_FOUND. */
  update(id: number, change: Partial<AccountGroupWish>): Promise<AccountGroup>;
  /** AppErrors NOT_FOUND, and IN_USE while it has accounts, or another falls back on it. */
  remove(id: number): Promise<void>;
  /** AppErrors NOT_FOUND for the group, and VALIDATION for an account that is not there, or of another platform. */
  addAccount(id: number, accountId: number): Promise<AccountGroup>;
  /** AppError NOT_FOUND for the group, and for an account that is not in it. */
  removeAccount(id: number, accountId: number): Promise<AccountGroup>;
}

const TAKEN = { unique: 'body.name' };
export function createAccountGroups({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): AccountGroups {
  const now = () => dateTime(clock.now());

  async function get(id: number, tx: Transaction | null = null): Promise<AccountGroup> {
    const [group] = await withAccounts(await selectRows(db, `${SELECT_GROUP} WHERE g.id = ?`, [id], tx), tx);
    if (!group) throw new AppError('NOT_FOUND', undefined, { note: `account group ${id}` });
    return group;
  }

  async function withAccounts(rows: readonly ConfigurationRow[], tx: Transaction | null = null) {
    const members = await readMembers(
      db,
      rows.map((row) => row['id'] as number),
      tx,
    );
    return rows.map((row) => toAccountGroup(row, members.get(row['id'] as number) ?? []));
  }

  /** The columns of `account_groups`. What they say of others holds, for nobody else changes anything meanwhile. */
  async function ownColumns(
    { fallbackGroupId, isDefault }: Partial<AccountGroupWish>,
    { id, platform }: { readonly id: number | undefined; readonly platform: Platform },
    tx: Transaction,
  ): Promise<Columns> {
    await alone(db, tx);
    if (fallbackGroupId) await expectFallback(fallbackGroupId, id, platform, tx);
    if (isDefault) {
      await db.query('UPDATE account_groups SET default_of = NULL WHERE default_of = ?', {
        replacements: [platform],
        type: QueryTypes.UPDATE,
        transaction: tx,
      });
    }
    return {
      fallback_group_id: fallbackGroupId,
      default_of: isDefault === undefined ? undefined : isDefault ? platform : null,
    };
  }

  /** AppError VALIDATION for a fallback that is not there, is of another platform, or leads back to the group. */
  async function expectFallback(
    fallback: number,
    id: number | undefined,
    platform: Platform,
    tx: Transaction,
  ): Promise<void> {
    const rows = await selectRows(db, 'SELECT id, platform, fallback_group_id FROM account_groups', [], tx);
    const groups = new Map(rows.map((row) => [row['id'] as number, row]));
    const found = groups.get(fallback);
    if (!found) throw fallbackField('分组不存在', 'names no group');
    if (found['platform'] !== platform) throw fallbackField('属于其他平台', 'is a group of another platform');
    for (let next: number | null = fallback; next !== null;) {
      if (next === id) throw fallbackField('会形成循环', 'leads back to this group');
      next = (groups.get(next)?.['fallback_group_id'] ?? null) as number | null;
    }
  }

  return {
    async page(filter, { page, pageSize }) {
      const platform = oneOrAny('query.platform', filter.platform, PLATFORMS);
      const where = 'WHERE (? IS NULL OR g.platform = ?)';
      const values = [platform, platform];
      const [count] = await selectRows(db, `SELECT COUNT(*) AS n FROM account_groups g ${where}`, values);
      const rows = await selectRows(db, `${SELECT_GROUP} ${where} ORDER BY g.id LIMIT ? OFFSET ?`, [
        ...values,
        pageSize,
        (page - 1) * pageSize,
      ]);
      return { items: await withAccounts(rows), total: Number(count?.['n'] ?? 0) };
    },

    all: async () => withAccounts(await selectRows(db, `${SELECT_GROUP} ORDER BY g.id`)),

    get: (id) => get(id),

    async create(wish) {
      const platform = oneOfField('body.platform', wish.platform, PLATFORMS);
      const shared = { ...sharedColumns(wish), created_at: now(), updated_at: now() };
      const id = await withConstraints(TAKEN, () =>
        changeConfiguration(db, async (tx) => {
          const own = await ownColumns(wish, { id: undefined, platform }, tx);
          const made = await insertRow(db, 'gateway_user_channels', shared, tx);
          await insertRow(db, 'account_groups', { id: made, platform, ...own }, tx);
          return made;
        }),
      );
      return get(id);
    },

    async update(id, change) {
      const { platform } = await get(id);
      if (change.platform !== undefined && change.platform !== platform) {
        throw invalidField('body.platform', {
          zh: `不可修改（现为 ${platform}）`,
          en: `cannot change; it is ${platform}`,
        });
      }
      const shared = { ...sharedColumns(change), updated_at: now() };
      await withConstraints(TAKEN, () =>
        changeConfiguration(db, async (tx) => {
          await updateRow(db, 'account_groups', id, await ownColumns(change, { id, platform }, tx), tx);
          await updateRow(db, 'gateway_user_channels', id, shared, tx);
        }),
      );
      return get(id);
    },

    remove: (id) =>
      withConstraints({}, () =>
        changeConfiguration(db, async (tx) => {
          await get(id, tx);
          await deleteRow(db, 'account_groups', id, tx);
          await deleteRow(db, 'gateway_user_channels', id, tx);
        }),
      ),

    async addAccount(id, accountId) {
      await changeConfiguration(db, async (tx) => {
        const { platform } = await get(id, tx);
        const find = 'SELECT platform FROM upstream_accounts WHERE id = ? FOR UPDATE';
        const [account] = await selectRows(db, find, [accountId], tx);
        if (account?.['platform'] !== platform) {
          throw invalidField(
            'body.account_id',
            account
              ? { zh: '属于其他平台', en: 'is an account of another platform' }
              : { zh: '账户不存在', en: 'names no account' },
          );
        }
        await join(db, id, accountId, tx);
      });
      return get(id);
    },

    async removeAccount(id, accountId) {
      await changeConfiguration(db, async (tx) => {
        const { accountIds } = await get(id, tx);
        if (!accountIds.includes(accountId)) throw new AppError('NOT_FOUND');
        await db.query('DELETE FROM account_group_members WHERE group_id = ? AND account_id = ?', {
          replacements: [id, accountId],
          type: QueryTypes.BULKDELETE,
          transaction: tx,
        });
      });
      return get(id);
    },
  };
}

/** The columns of `gateway_user_channels`. */
function sharedColumns({ name, description, multiplier, enabled }: Partial<AccountGroupWish>): Columns {
  return {
    name: name === undefined ? undefined : nameField('body.name', name),
    description: description === undefined ? undefined : textField('body.description', description, 500),
    multiplier: multiplier === undefined ? undefined : multiplierField('body.multiplier', multiplier),
    enabled,
  };
}

function fallbackField(zh: string, en: string): AppError<'VALIDATION'> {
  return invalidField('body.fallback_group_id', { zh, en });
}
