import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const bindReferrer: StudioHandler<'bindReferrer'> = async ({ body, user }, { referrals }) => {
  await referrals.bind(user.userId, body.referral_code);
  return ok({ referral_code: body.referral_code });
};
