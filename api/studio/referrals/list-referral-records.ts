import { creditsToNumber } from '../../../domain/credits';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const listReferralRecords: StudioHandler<'listReferralRecords'> = async (
  { user, query },
  { referrals },
) => {
  const page = pageOf(query);
  const list = await referrals.records({ referrerId: user.userId, ...page });
  return ok({
    ...pageDto(page, list, ({ id, referredUser, reward, status, createdAt }) => ({
      id,
      referred_user: referredUser,
      reward_amount: creditsToNumber(reward),
      status,
      created_at: localTime(createdAt),
    })),
    total_rewards: creditsToNumber(list.totalRewards),
  });
};
