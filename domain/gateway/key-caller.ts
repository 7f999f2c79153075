import type { Credits } from '../credits';
import { AppError } from '../errors';
import type { Role } from '../identity/user';
import { addressList, type AddressList } from './address-list';
import { quotaSpan, type ApiKeyRow } from './api-key-rows';
import type { Budget } from './budgets';

/** Who calls with an API key, and what the key allows. */
export interface KeyCaller {
  readonly keyId: number;
  readonly keyName: string;
  readonly userId: number;
  readonly role: Role;
  /** Whose prices the call has: the key's group, else all of the user's; empty for the built-in one. */
  readonly groupIds: readonly number[];
  /** Null: all. */
  readonly allowedModels: ReadonlySet<string> | null;
  /** In the order in which to try them; null: all. */
  readonly allowedUserChannels: readonly number[] | null;
  /** Null: from everywhere. */
  readonly allowedAddresses: AddressList | null;
  /** What the key may spend, to be drawn on by each call; null without a quota. */
  readonly quota: Budget | null;
  /** What had been spent of the quota a second ago at most. */
  readonly quotaSpent: Credits;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly maxConcurrency: number | null;
}

/** What of a key's owner counts for a call. */
export interface KeyOwner {
  readonly role: Role;
  readonly groupIds: readonly number[];
}

export function toKeyCaller(row: ApiKeyRow, owner: KeyOwner, quotaSpent: Credits): KeyCaller {
  const { groupId } = row;
  return {
    keyId: row.id,
    keyName: row.name,
    userId: row.userId,
    role: owner.role,
    // A group that the owner is in no longer gives its prices no longer.
    groupIds: groupId !== null && owner.groupIds.includes(groupId) ? [groupId] : owner.groupIds,
    allowedModels: row.allowedModels.length > 0 ? new Set(row.allowedModels) : null,
    allowedUserChannels: row.allowedUserChannels.length > 0 ? row.allowedUserChannels : null,
    allowedAddresses: addressList(row.allowedIps),
    quota: row.quotaLimit === null ? null : { ...quotaSpan(row), limit: row.quotaLimit },
    quotaSpent,
    requestsPerMinute: row.requestsPerMinute,
    tokensPerMinute: row.tokensPerMinute,
    maxConcurrency: row.maxConcurrency,
  };
}

/** AppError KEY_ADDRESS when the key may not be used from there. */
export function checkAddress({ allowedAddresses }: Pick<KeyCaller, 'allowedAddresses'>, ip: string): void {
  if (allowedAddresses && !allowedAddresses.includes(ip)) throw new AppError('KEY_ADDRESS');
}
