import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { Budget } from '../../domain/gateway/budgets';
import { budgetsOf, checkAddress, type KeyCaller } from '../../domain/gateway/key-caller';
import { isOpen, type KeyPackage } from '../../domain/gateway/key-packages';
import { platformOf } from '../../domain/gateway/platforms';
import type { UserGroups } from '../../domain/gateway/user-groups';
import type { Principal } from '../auth/principal';
import type { MinuteLimits } from './key-limits';

/** What a caller may do, whether with a key or with a session. */
export interface Rights extends MinuteLimits {
  readonly userId: number;
  readonly keyId: number | null;
  /** Whose calls are counted together: a key's, or a session's user's. */
  readonly subject: string;
  readonly groupIds: readonly number[];
  readonly userChannels: readonly number[] | null;
  readonly maxConcurrency: number | null;
  readonly budgets: readonly Budget[];
  /** The package that pays; null where the wallet does. */
  readonly userPackageId: number | null;
  readonly mayUse: (model: string) => boolean;
  readonly maySpeak: (protocol: string) => boolean;
}

/** A session's calls, which no key limits. */
export interface SessionLimits extends MinuteLimits {
  readonly maxConcurrency: number | null;
}

/**
 * What the caller may do now. AppErrors UNAUTHENTICATED, KEY_ADDRESS, PACKAGE_INACTIVE
 */
export async function rightsOf(
  user: Principal | undefined,
  ip: string,
  {
    userGroups,
    clock,
    session,
  }: { readonly userGroups: UserGroups; readonly clock: Clock; readonly session: SessionLimits },
): Promise<Rights> {
  if (!user) throw new AppError('UNAUTHENTICATED');
  const { key, userId } = user;
  if (!key) {
    const groups = (await userGroups.of([userId])).get(userId) ?? [];
    return {
      ...session,
      userId,
      keyId: null,
      subject: `user:${userId}`,
      groupIds: groups.map(({ groupId }) => groupId),
      userChannels: null,
      budgets: [],
      userPackageId: null,
      mayUse: () => true,
      maySpeak: () => true,
    };
  }
  checkAddress(key, ip);
  const now = clock.now();
  const paying = payingPackage(key, now);
  return {
    userId,
    keyId: key.keyId,
    subject: `key:${key.keyId}`,
    groupIds: key.groupIds,
    userChannels: key.allowedUserChannels,
    requestsPerMinute: key.requestsPerMinute,
    tokensPerMinute: key.tokensPerMinute,
    maxConcurrency: key.maxConcurrency,
    budgets: budgetsOf(key, now),
    userPackageId: paying?.id ?? null,
    mayUse: (model) =>
      !key.blockedModels.has(model) &&
      (key.allowedModels?.has(model) ?? true) &&
      (paying?.allowedModels?.has(model) ?? true),
    maySpeak: (protocol) => {
      const platform = platformOf(protocol);
      return key.allowedPlatforms === null || (platform !== undefined && key.allowedPlatforms.has(platform));
    },
  };
}

/** A package that does not let calls in is never made up for by the balance. */
function payingPackage({ billingType, package: paying }: KeyCaller, now: Date): KeyPackage | null {
  if (billingType === 'balance') return null;
  if (paying && isOpen(paying, now)) return paying;
  throw new AppError('PACKAGE_INACTIVE');
}
