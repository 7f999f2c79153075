import { invalidField } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { mailEmailCode } from './email-code';

/** To the account's own address and no other, so that nothing can be learnt of addresses here. */
export const sendOwnEmailCode: StudioHandler<'sendOwnEmailCode'> = async ({ user, language }, deps) => {
  const { email, emailVerifiedAt } = await accountOf(user, deps);
  if (email === null) {
    throw invalidField('user.email', { zh: '账号没有邮箱', en: 'is missing: the account has no address' });
  }
  if (emailVerifiedAt === null) await mailEmailCode(email, language, deps);
  return ok({ email, email_verified: emailVerifiedAt !== null });
};
