import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { bytes, list, sql } from '../db/statement';
import type { Role } from '../identity/user';
import { API_KEY_COLUMNS, quotaSpan, toApiKey, type ApiKeyRow } from './api-key-rows';
import { budgetName, readBudgets, type Budget } from './budgets';
import { budgetsOf, toKeyCaller, type KeyCaller, type KeyStanding } from './key-caller';
import { readKeyPackages } from './key-packages';
import { createUserGroups } from './user-groups';

/** A key as the database has it, for as long as that is believed. */
export interface FoundKey {
  readonly caller: KeyCaller;
  /** Whether the key and its owner are both switched on. */
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  /** Until when this secret works, where it is the one before a rotation. */
  readonly until: Date | null;
  readonly lastUsedAt: Date | null;
}

type Row = Readonly<Record<string, unknown>>;

/** Reads keys by the hashes of their secrets, in hexadecimal; a few statements however many they are. */
export async function lookUpKeys(
  db: Database,
  clock: Clock,
  hashes: readonly string[],
): Promise<Map<string, FoundKey>> {
  const literals = list(hashes.map(bytes));
  const half = (column: 'key_hash' | 'previous_hash') =>
    sql`SELECT ${API_KEY_COLUMNS as typeof literals}, u.role, u.status,
        LOWER(HEX(k.${column as typeof literals})) AS hash, ${column === 'key_hash' ? 1 : 0} AS is_newest
      FROM gateway_api_keys k JOIN users u ON u.id = k.user_id
      WHERE k.deleted_at IS NULL AND k.${column as typeof literals} IN (${literals})`;
  const rows = await db.query<Row>(sql`${half('key_hash')} UNION ALL ${half('previous_hash')}`, {
    type: QueryTypes.SELECT,
  });
  if (rows.length === 0) return new Map();
  const keys = rows.map((row) => ({ row, key: toApiKey(row) }));
  const [groups, standings] = await Promise.all([
    createUserGroups({ db, clock }).of([...new Set(keys.map(({ key }) => key.userId))]),
    standingsOf(
      db,
      clock,
      keys.map(({ key }) => key),
    ),
  ]);
  return new Map(
    keys.map(({ row, key }) => {
      const owner = {
        role: row['role'] as Role,
        groupIds: (groups.get(key.userId) ?? []).map(({ groupId }) => groupId),
      };
      const found: FoundKey = {
        caller: toKeyCaller(key, owner, standings.get(key.id) ?? NO_STANDING),
        enabled: key.enabled && row['status'] === 'active',
        expiresAt: key.expiresAt,
        until: row['is_newest'] === 1 ? null : key.previousUntil,
        lastUsedAt: key.lastUsedAt,
      };
      return [row['hash'] as string, found];
    }),
  );
}

const NO_STANDING: KeyStanding = { package: null, quotaSpent: 0n, spentBudgets: new Set() };

/** The packages that pay for keys, and what of budgets is used up; by the keys' ids. */
async function standingsOf(
  db: Database,
  clock: Clock,
  keys: readonly ApiKeyRow[],
): Promise<Map<number, KeyStanding>> {
  const packages = await readKeyPackages(
    db,
    keys.flatMap(({ userPackageId }) => userPackageId ?? []),
  );
  const at = clock.now();
  const drawn = keys.map((key) => {
    const paying = (key.userPackageId !== null && packages.get(key.userPackageId)) || null;
    const windows = budgetsOf({ keyId: key.id, quota: null, limits: key.limits, package: paying }, at);
    return { key, paying, windows };
  });
  const states = await readBudgets(
    db,
    drawn.flatMap(({ key, windows }) => [...(key.quotaLimit === null ? [] : [quotaSpan(key)]), ...windows]),
  );
  const spentOf = (budget: Omit<Budget, 'limit'>) => states.get(budgetName(budget))?.spent ?? 0n;
  return new Map(
    drawn.map(({ key, paying, windows }) => {
      const spent = windows.filter((budget) => spentOf(budget) >= budget.limit).map(budgetName);
      return [key.id, { package: paying, quotaSpent: spentOf(quotaSpan(key)), spentBudgets: new Set(spent) }];
    }),
  );
}
