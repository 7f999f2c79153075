/** `wallet` is a user's; the others are the platform's own, one for each reason that credits come and go. */
export type AccountType = 'wallet' | 'sales' | 'revenue' | 'rewards' | 'expired';

/** Names an account. One that was never written to exists as well: it is empty. */
export interface AccountRef {
  /** `user:12` or `platform`. */
  readonly owner: string;
  readonly type: AccountType;
  readonly currency?: 'credit';
}

const PLATFORM_OWNER = 'platform';

/** The platform's accounts. What users were given stands here as a negative balance: together all are zero. */
export const PLATFORM = {
  /** Credits that were sold: a recharge comes from here. */
  sales: { owner: PLATFORM_OWNER, type: 'sales' },
  /** Credits that were consumed: charges go here, refunds come back from here. */
  revenue: { owner: PLATFORM_OWNER, type: 'revenue' },
  /** Credits that were given away. */
  rewards: { owner: PLATFORM_OWNER, type: 'rewards' },
  /** Credits that ran out of time. */
  expired: { owner: PLATFORM_OWNER, type: 'expired' },
} as const satisfies Record<string, AccountRef>;

/** The wallet of a user, by the numeric id of the `users` table. */
export function userAccount(userId: number): AccountRef {
  return { owner: `user:${userId}`, type: 'wallet' };
}

/** Only the platform's own accounts may go below zero. */
export function mayOverdraw(account: AccountRef): boolean {
  return account.owner === PLATFORM_OWNER;
}

export function currencyOf(account: AccountRef): string {
  return account.currency ?? 'credit';
}

/** One string for each account: two references to the same account have the same name. */
export function accountName(account: AccountRef): string {
  return `${account.owner}/${account.type}/${currencyOf(account)}`;
}
