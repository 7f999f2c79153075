import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import { readJson } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { ALWAYS, type Budget, type BudgetUnit } from './budgets';
import type { Platform } from './platforms';
import type { WindowLimit } from './window-limits';
import type { Window } from './windows';

/** An API key, without its secret, which nobody knows but its owner. */
export interface ApiKeyRow {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  /** How the secret begins, for its owner to know it by. */
  readonly prefix: string;
  /** When the secret before the last rotation stops working; null when there is none. */
  readonly previousUntil: Date | null;
  /** Names of models; empty: all. */
  readonly allowedModels: readonly string[];
  readonly blockedModels: readonly string[];
  /** Whose protocols it may be used in; empty: all. */
  readonly allowedPlatforms: readonly Platform[];
  /** Ids in the order in which to try them; empty: all. */
  readonly allowedUserChannels: readonly number[];
  /** IP addresses and CIDR ranges; empty: from everywhere. */
  readonly allowedIps: readonly string[];
  /** The one of its owner's groups whose prices it has; null: all of them. */
  readonly groupId: number | null;
  /** Who pays for its calls: its owner's balance, or a package, and nobody where that was taken away. */
  readonly billingType: 'balance' | 'package';
  readonly userPackageId: number | null;
  /** What it may do in a day and a month of UTC. */
  readonly limits: readonly WindowLimit[];
  /** What it may spend from `usageResetAt` on; null: no limit. */
  readonly quotaLimit: Credits | null;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly maxConcurrency: number | null;
  readonly enabled: boolean;
  readonly expiresAt: Date | null;
  /** Written once a minute at most. */
  readonly lastUsedAt: Date | null;
  readonly usageResetAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type Row = Readonly<Record<string, unknown>>;

export const API_KEY_COLUMNS = `k.id, k.user_id, k.name, k.key_prefix, k.previous_until, k.allowed_models,
  k.allowed_user_channels, k.allowed_ips, k.group_id, k.quota_limit, k.requests_per_minute, k.tokens_per_minute,
  k.max_concurrency, k.billing_type, k.user_package_id, k.blocked_models, k.allowed_platforms, k.daily_requests,
  k.monthly_credits, k.enabled, k.expires_at, k.last_used_at, k.usage_reset_at, k.created_at, k.updated_at`;

/** The keys that a condition of the row `k` is true of; not those of tasks, which are nobody's to manage. */
export async function readApiKeys(
  db: Database,
  condition: string,
  values: unknown[],
  tx: Transaction | null = null,
): Promise<ApiKeyRow[]> {
  const rows = await db.query<Row>(
    `SELECT ${API_KEY_COLUMNS} FROM gateway_api_keys k WHERE k.deleted_at IS NULL AND k.task_job_id IS NULL AND ${condition}`,
    { replacements: values, type: QueryTypes.SELECT, transaction: tx },
  );
  return rows.map(toApiKey);
}

export function toApiKey(row: Row): ApiKeyRow {
  const quota = row['quota_limit'] as number | string | null;
  return {
    id: row['id'] as number,
    userId: row['user_id'] as number,
    name: row['name'] as string,
    prefix: row['key_prefix'] as string,
    previousUntil: row['previous_until'] as Date | null,
    allowedModels: readJson<string[]>(row['allowed_models']),
    blockedModels: readJson<string[] | null>(row['blocked_models']) ?? [],
    allowedPlatforms: readJson<Platform[] | null>(row['allowed_platforms']) ?? [],
    billingType: row['billing_type'] as ApiKeyRow['billingType'],
    userPackageId: row['user_package_id'] as number | null,
    limits: [
      ...limitOf('requests', 'day', row['daily_requests']),
      ...limitOf('credits', 'month', row['monthly_credits']),
    ],
    allowedUserChannels: readJson<number[]>(row['allowed_user_channels']),
    allowedIps: readJson<string[]>(row['allowed_ips']),
    groupId: row['group_id'] as number | null,
    quotaLimit: quota === null ? null : BigInt(quota),
    requestsPerMinute: row['requests_per_minute'] as number | null,
    tokensPerMinute: row['tokens_per_minute'] as number | null,
    maxConcurrency: row['max_concurrency'] as number | null,
    enabled: row['enabled'] === 1,
    expiresAt: row['expires_at'] as Date | null,
    lastUsedAt: row['last_used_at'] as Date | null,
    usageResetAt: row['usage_reset_at'] as Date | null,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

/** 0 and null are none. */
function limitOf(unit: BudgetUnit, window: Window, column: unknown): WindowLimit[] {
  const limit = BigInt((column as number | string | null) ?? 0);
  return limit === 0n ? [] : [{ unit, window, limit }];
}

/** Whose budgets a key's are. */
export function keySubject(id: number): string {
  return `key:${id}`;
}

/** What the key's spending is counted in. A reset begins a new one; calls that run then count in the one before. */
export function quotaSpan({ id, usageResetAt }: Pick<ApiKeyRow, 'id' | 'usageResetAt'>) {
  return {
    subject: keySubject(id),
    unit: 'credits',
    windowStart: usageResetAt ?? ALWAYS,
  } as const satisfies Omit<Budget, 'limit'>;
}
