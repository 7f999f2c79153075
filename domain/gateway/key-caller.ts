import { AppError } from '../errors';
import type { Role } from '../identity/user';
import { addressList, type AddressList } from './address-list';
import { keySubject, quotaSpan, type ApiKeyRow } from './api-key-rows';
import type { Budget } from './budgets';
import type { KeyPackage } from './key-packages';
import type { Platform } from './platforms';
import { budgetsAt, packageSubject, type WindowLimit } from './window-limits';

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
  readonly blockedModels: ReadonlySet<string>;
  /** Null: all. */
  readonly allowedPlatforms: ReadonlySet<Platform> | null;
  /** In the order in which to try them; null: all. */
  readonly allowedUserChannels: readonly number[] | null;
  /** Null: from everywhere. */
  readonly allowedAddresses: AddressList | null;
  /** What the key may spend, to be drawn on by each call; null without a quota. */
  readonly quota: Budget | null;
  /** What the key may do in windows of time. */
  readonly limits: readonly WindowLimit[];
  /** `package`: its calls are paid by that; by nobody, and so not let in, where it is null. */
  readonly billingType: 'balance' | 'package';
  readonly package: KeyPackage | null;
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly maxConcurrency: number | null;
}

/** What of a key's owner counts for a call. */
export interface KeyOwner {
  readonly role: Role;
  readonly groupIds: readonly number[];
}

export function toKeyCaller(row: ApiKeyRow, owner: KeyOwner, paying: KeyPackage | null): KeyCaller {
  const { groupId } = row;
  return {
    keyId: row.id,
    keyName: row.name,
    userId: row.userId,
    role: owner.role,
    // A group that the owner is in no longer gives its prices no longer.
    groupIds: groupId !== null && owner.groupIds.includes(groupId) ? [groupId] : owner.groupIds,
    allowedModels: row.allowedModels.length > 0 ? new Set(row.allowedModels) : null,
    blockedModels: new Set(row.blockedModels),
    allowedPlatforms: row.allowedPlatforms.length > 0 ? new Set(row.allowedPlatforms) : null,
    allowedUserChannels: row.allowedUserChannels.length > 0 ? row.allowedUserChannels : null,
    allowedAddresses: addressList(row.allowedIps),
    quota: row.quotaLimit === null ? null : { ...quotaSpan(row), limit: row.quotaLimit },
    limits: row.limits,
    billingType: row.billingType,
    package: paying,
    requestsPerMinute: row.requestsPerMinute,
    tokensPerMinute: row.tokensPerMinute,
    maxConcurrency: row.maxConcurrency,
  };
}

/** The budgets that a call with the key draws on now: the key's own, and those of its package. */
export function budgetsOf(
  { keyId, quota, limits, package: paying }: Pick<KeyCaller, 'keyId' | 'quota' | 'limits' | 'package'>,
  at: Date,
): Budget[] {
  return [
    ...(quota ? [quota] : []),
    ...budgetsAt(keySubject(keyId), limits, at),
    ...(paying ? budgetsAt(packageSubject(paying.id), paying.limits, at) : []),
  ];
}

/** AppError KEY_ADDRESS when the key may not be used from there. */
export function checkAddress({ allowedAddresses }: Pick<KeyCaller, 'allowedAddresses'>, ip: string): void {
  if (allowedAddresses && !allowedAddresses.includes(ip)) throw new AppError('KEY_ADDRESS');
}
