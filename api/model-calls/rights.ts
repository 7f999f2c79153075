import { AppError } from '../../domain/errors';
import type { Budget } from '../../domain/gateway/budgets';
import { checkAddress } from '../../domain/gateway/key-caller';
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
  readonly mayUse: (model: string) => boolean;
}

/** A session's calls, which no key limits. */
export interface SessionLimits extends MinuteLimits {
  readonly maxConcurrency: number | null;
}

/**
 * What the caller may do. AppError UNAUTHENTICATED, KEY_ADDRESS
 */
export async function rightsOf(
  user: Principal | undefined,
  ip: string,
  { userGroups, session }: { readonly userGroups: UserGroups; readonly session: SessionLimits },
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
      mayUse: () => true,
    };
  }
  checkAddress(key, ip);
  return {
    userId,
    keyId: key.keyId,
    subject: `key:${key.keyId}`,
    groupIds: key.groupIds,
    userChannels: key.allowedUserChannels,
    requestsPerMinute: key.requestsPerMinute,
    tokensPerMinute: key.tokensPerMinute,
    maxConcurrency: key.maxConcurrency,
    budgets: key.quota ? [key.quota] : [],
    mayUse: (model) => key.allowedModels?.has(model) ?? true,
  };
}
