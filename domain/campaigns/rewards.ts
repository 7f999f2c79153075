import { credits, formatCredits } from '../credits';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Ledger, Movement } from '../ledger/ledger';
import type { News } from '../notifications/notification';
import { notifyAll, type Notifying } from '../notifications/notify';
import type { Activity } from './activity';
import { openActivities, takePart } from './activity-rows';

/**
 * Credits for somebody, and what they are told of it. To be entitled to them and to get them are two steps, so that a
 * transaction first takes its places in activities and then moves all of its money in one go.
 */
export interface Gift {
  readonly movement: Movement;
  readonly news: News;
}

/** Gives what nothing else is moved with. */
export async function give(
  { ledger, ...notifying }: Notifying & { readonly ledger: Pick<Ledger, 'applyAll'> },
  gifts: readonly Gift[],
  now: Date,
  tx: Transaction,
): Promise<void> {
  await ledger.applyAll(
    gifts.map(({ movement }) => movement),
    tx,
  );
  await notifyAll(
    notifying,
    gifts.map(({ news }) => news),
    now,
    tx,
  );
}

/** What an activity gives for a participation, once; nothing where that is nothing. */
export function giftsOf(
  activity: Activity,
  { participationId, userId }: { readonly participationId: number; readonly userId: number },
): Gift[] {
  const amount = rewardOf(activity);
  if (amount === 0n) return [];
  const { id, name } = activity;
  return [
    {
      movement: {
        type: 'transfer',
        key: `activity/${id}/${participationId}`,
        from: PLATFORM.rewards,
        to: userAccount(userId),
        amount,
        kind: 'reward',
        description: name,
        reference: `activity/${id}`,
      },
      news: {
        ownerId: userId,
        type: 'reward_received',
        subject: `reward/participation/${participationId}`,
        facts: { credits: formatCredits(amount), activityId: id, name },
      },
    },
  ];
}

/** What an activity has for each who takes part, in units of 10⁻⁸ credit; 0 where it gives no credits. */
export function rewardOf({ config }: Pick<Activity, 'config'>): bigint {
  return credits(config.credits ?? '0');
}

/**
 * What happens by itself: a user registers, or pays for the first time, or is a referred one who does, and every
 * activity for that which takes place now has its credits for `rewardedId`. Each activity once a user; one that is
 * full gives nothing. It locks the activities, and moves nothing.
 */
export async function giftsByActivities(
  db: Database,
  of: {
    readonly type: 'credit_gift' | 'first_purchase' | 'referral_bonus';
    readonly userId: number;
    readonly rewardedId: number;
    readonly now: Date;
  },
  tx: Transaction,
): Promise<Gift[]> {
  const { userId, rewardedId, now } = of;
  const gifts: Gift[] = [];
  for (const activity of await openActivities(db, of, tx)) {
    if (of.type === 'credit_gift' && activity.config.trigger !== 'registration') continue;
    const part = { activityId: activity.id, userId, now, reward: rewardOf(activity), rewardedId };
    const participationId = await takePart(db, part, tx);
    if (participationId === undefined) continue;
    gifts.push(...giftsOf(activity, { participationId, userId: rewardedId }));
  }
  return gifts;
}
