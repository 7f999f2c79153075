import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

/** Everybody has a code from the beginning: asking again answers the same. */
export const generateReferralCode: StudioHandler<'generateReferralCode'> = async ({ user }, deps) => {
  const { referralCode } = await accountOf(user, deps);
  const url = `${deps.publicUrl}/register?ref=${referralCode}`;
  return ok({ referral_code: referralCode, referral_url: url }, 'referralCode');
};
