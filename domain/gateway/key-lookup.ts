import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { bytes, list, sql } from '../db/statement';
import type { Role } from '../identity/user';
import { API_KEY_COLUMNS, toApiKey } from './api-key-rows';
import { toKeyCaller, type KeyCaller } from './key-caller';
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
  const [groups, packages] = await Promise.all([
    createUserGroups({ db, clock }).of([...new Set(keys.map(({ key }) => key.userId))]),
    readKeyPackages(
      db,
      keys.flatMap(({ key }) => key.userPackageId ?? []),
    ),
  ]);
  return new Map(
    keys.map(({ row, key }) => {
      const owner = {
        role: row['role'] as Role,
        groupIds: (groups.get(key.userId) ?? []).map(({ groupId }) => groupId),
      };
      const paying = key.userPackageId === null ? undefined : packages.get(key.userPackageId);
      const found: FoundKey = {
        caller: toKeyCaller(key, owner, paying ?? null),
        enabled: key.enabled && row['status'] === 'active',
        expiresAt: key.expiresAt,
        until: row['is_newest'] === 1 ? null : key.previousUntil,
        lastUsedAt: key.lastUsedAt,
      };
      return [row['hash'] as string, found];
    }),
  );
}
