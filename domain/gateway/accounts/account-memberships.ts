import { QueryTypes } from 'sequelize';
import type { Database } from '../../db/database';
import type { Transaction } from '../../db/transaction';
import { invalidField } from '../../errors';
import { alone, insertRow, selectRows } from '../configuration-rows';
import type { Platform } from './account-types';

/** The groups of accounts, by the accounts' ids. */
export function readMemberships(db: Database, accountIds: readonly number[]): Promise<Memberships> {
  return readPairs(db, 'account_id', 'group_id', accountIds);
}

/** The accounts of groups, by the groups' ids. */
export function readMembers(
  db: Database,
  groupIds: readonly number[],
  tx: Transaction | null = null,
): Promise<Memberships> {
  return readPairs(db, 'group_id', 'account_id', groupIds, tx);
}

type Memberships = ReadonlyMap<number, readonly number[]>;
type Side = 'account_id' | 'group_id';

async function readPairs(
  db: Database,
  by: Side,
  other: Side,
  ids: readonly number[],
  tx: Transaction | null = null,
): Promise<Memberships> {
  const found = new Map<number, number[]>();
  if (ids.length === 0) return found;
  const pairs = `SELECT account_id, group_id FROM account_group_members WHERE ${by} IN (?) ORDER BY ${other}`;
  for (const row of await selectRows(db, pairs, [ids], tx)) {
    const id = row[by] as number;
    found.set(id, [...(found.get(id) ?? []), row[other] as number]);
  }
  return found;
}

interface Joining {
  readonly id: number;
  readonly platform: Platform;
  /** The time, as a column has it. */
  readonly at: string;
}

/**
 * Makes these the groups of an account; undefined: its platform's default group, which is made when there is none, so
 * that a first account serves calls. Inside `changeConfiguration`. AppError VALIDATION for a group that is not there,
 * or of another platform.
 */
export async function setGroupsOf(
  db: Database,
  account: Joining,
  groupIds: readonly number[] | undefined,
  tx: Transaction,
): Promise<void> {
  const wanted = groupIds ? [...new Set(groupIds)] : [await defaultGroup(db, account, tx)];
  await expectGroups(db, wanted, account.platform, tx);
  await db.query('DELETE FROM account_group_members WHERE account_id = ?', {
    replacements: [account.id],
    type: QueryTypes.BULKDELETE,
    transaction: tx,
  });
  for (const groupId of wanted) await join(db, groupId, account.id, tx);
}

/** Adds an account to a group, where it may be already. */
export async function join(db: Database, groupId: number, accountId: number, tx: Transaction): Promise<void> {
  await db.query(
    'INSERT INTO account_group_members (group_id, account_id) VALUES (?, ?) ON DUPLICATE KEY UPDATE group_id = group_id',
    { replacements: [groupId, accountId], type: QueryTypes.INSERT, transaction: tx },
  );
}

async function expectGroups(
  db: Database,
  ids: readonly number[],
  platform: Platform,
  tx: Transaction,
): Promise<void> {
  if (ids.length === 0) return;
  // Locked, so that none of them goes before the account is in it.
  const rows = await selectRows(
    db,
    'SELECT id, platform FROM account_groups WHERE id IN (?) FOR UPDATE',
    [ids],
    tx,
  );
  for (const [place, id] of ids.entries()) {
    const group = rows.find((row) => row['id'] === id);
    if (group?.['platform'] === platform) continue;
    throw invalidField(
      `body.group_ids[${place}]`,
      group
        ? {
            zh: `是 ${String(group['platform'])} 平台的分组`,
            en: `is a group of ${String(group['platform'])}`,
          }
        : { zh: '分组不存在', en: 'names no group' },
    );
  }
}

async function defaultGroup(db: Database, { platform, at }: Joining, tx: Transaction): Promise<number> {
  const find = 'SELECT id FROM account_groups WHERE default_of = ?';
  const [known] = await selectRows(db, find, [platform], tx);
  if (known) return known['id'] as number;
  // Of two that make it at once the second finds it made.
  await alone(db, tx);
  const [made] = await selectRows(db, find, [platform], tx);
  if (made) return made['id'] as number;
  const name = await freeName(db, platform, tx);
  const id = await insertRow(db, 'gateway_user_channels', { name, created_at: at, updated_at: at }, tx);
  await insertRow(db, 'account_groups', { id, platform, default_of: platform }, tx);
  return id;
}

/** `claude`, or `claude 2` where a user channel is called so. */
async function freeName(db: Database, name: string, tx: Transaction): Promise<string> {
  for (let number = 1; ; number++) {
    const wanted = number === 1 ? name : `${name} ${number}`;
    const taken = await selectRows(
      db,
      'SELECT 1 AS yes FROM gateway_user_channels WHERE name = ?',
      [wanted],
      tx,
    );
    if (taken.length === 0) return wanted;
  }
}
