import type { ConfigurationRow } from '../configuration-rows';
import { decimal, formatDecimal } from '../../decimal';
import type { Platform } from './account-types';

/** Accounts of one platform that keys can be bound to: a user channel of the same id. */
export interface AccountGroup {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly platform: Platform;
  /** What callers pay by who are served by it; a decimal text. */
  readonly multiplier: string;
  /** Whether new accounts of the platform come to it. */
  readonly isDefault: boolean;
  readonly enabled: boolean;
  /** The group that is tried after its own accounts. */
  readonly fallbackGroupId: number | null;
  readonly accountIds: readonly number[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What `toAccountGroup` reads. */
export const SELECT_GROUP = `SELECT u.name, u.description, u.multiplier, u.enabled, u.created_at, u.updated_at, g.*
  FROM account_groups g JOIN gateway_user_channels u ON u.id = g.id`;

export function toAccountGroup(row: ConfigurationRow, accountIds: readonly number[]): AccountGroup {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    description: row['description'] as string,
    platform: row['platform'] as Platform,
    multiplier: formatDecimal(decimal(row['multiplier'] as string)),
    isDefault: row['default_of'] !== null,
    enabled: row['enabled'] === 1,
    fallbackGroupId: row['fallback_group_id'] as number | null,
    accountIds,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
