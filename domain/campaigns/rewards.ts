import { credits, formatCredits } from '../credits';
import type { Transaction } from '../db/transaction';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import { notify, type Notifying } from '../notifications/notify';
import type { Activity } from './activity';
import { openActivities, takePart } from './activity-rows';

interface Dependencies extends Notifying {
  readonly ledger: Pick<Ledger, 'transfer'>;
}

/** Credits that an activity gives, once for each participation, and what who gets them is told. */
export async function giveReward(
  { ledger, ...notifying }: Dependencies,
  {
    activity,
    participationId,
    userId,
    now,
  }: { activity: Activity; participationId: number; userId: number; now: Date },
  tx: Transaction,
): Promise<void> {
  const amount = rewardOf(activity);
  if (amount === 0n) return;
  await ledger.transfer(
    {
      key: `activity/${activity.id}/${participationId}`,
      from: PLATFORM.rewards,
      to: userAccount(userId),
      amount,
      kind: 'reward',
      description: activity.name,
      reference: `activity/${activity.id}`,
    },
    tx,
  );
  const facts = { credits: formatCredits(amount), activityId: activity.id, name: activity.name };
  const subject = `reward/participation/${participationId}`;
  await notify(notifying, { ownerId: userId, type: 'reward_received', subject, facts }, now, tx);
}

export function rewardOf({ config }: Pick<Activity, 'config'>): bigint {
  return credits(config.credits ?? '0');
}

/**
 * What happens by itself: a user registers, or pays for the first time, or is a referred one who does, and every
 * activity for that which takes place now gives its credits to `rewardedId`. Each activity once a user; one that is
 * full gives nothing.
 */
export async function rewardByActivities(
  dependencies: Dependencies,
  of: {
    readonly type: 'credit_gift' | 'first_purchase' | 'referral_bonus';
    readonly userId: number;
    readonly rewardedId: number;
    readonly now: Date;
  },
  tx: Transaction,
): Promise<void> {
  const { userId, rewardedId, now } = of;
  for (const activity of await openActivities(dependencies.db, of, tx)) {
    if (of.type === 'credit_gift' && activity.config.trigger !== 'registration') continue;
    const part = { activityId: activity.id, userId, now, reward: rewardOf(activity), rewardedId };
    const participationId = await takePart(dependencies.db, part, tx);
    if (participationId === undefined) continue;
    await giveReward(dependencies, { activity, participationId, userId: rewardedId, now }, tx);
  }
}
