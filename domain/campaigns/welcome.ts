import type { Welcome } from '../identity/registrar';
import type { Ledger } from '../ledger/ledger';
import type { Notifying } from '../notifications/notify';
import { insertReferral } from './referrals';
import { give, giftsByActivities } from './rewards';

/** Notes who brought a newcomer, and gives what activities have for those who register now. */
export function createWelcome(
  dependencies: Notifying & { readonly ledger: Pick<Ledger, 'applyAll'> },
): Welcome {
  const { db } = dependencies;
  return async ({ userId, referrerId, createdAt }, tx) => {
    if (referrerId !== null) await insertReferral(db, { referrerId, referredId: userId, createdAt }, tx);
    const gift = { type: 'credit_gift', userId, rewardedId: userId, now: createdAt } as const;
    await give(dependencies, await giftsByActivities(db, gift, tx), createdAt, tx);
  };
}
