import { AppError } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const confirmOwnEmail: StudioHandler<'confirmOwnEmail'> = async ({ user, body }, deps) => {
  const { id, email, emailVerifiedAt } = await accountOf(user, deps);
  if (email === null) throw new AppError('CODE_INVALID');
  if (emailVerifiedAt === null) {
    await deps.codes.redeem('email', email, body.code);
    // Of the address that the code went to; nothing happens when the account has another one by now.
    await deps.emails.confirm(id, email);
  }
  return ok({ email, email_verified: true });
};
