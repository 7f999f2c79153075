import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const getOwnEmail: StudioHandler<'getOwnEmail'> = async ({ user }, deps) => {
  const { email, emailVerifiedAt } = await accountOf(user, deps);
  return ok({ email: email ?? '', email_verified: emailVerifiedAt !== null });
};
