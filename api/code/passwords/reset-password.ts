import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { takeResetToken } from './reset-link';

export const resetPassword: CodeHandler<'resetPassword'> = async ({ body, place, note }, deps) => {
  const link = await takeResetToken(body.token, deps);
  if (!link) throw new AppError('LINK_INVALID');
  const user = await deps.users.find(link.userId);
  // It went to the address of then, whoever reads that mailbox now.
  const isAsThen = user?.email === link.email && user.credentialVersion === link.credentialVersion;
  if (!isAsThen) throw new AppError('LINK_INVALID');
  note({ userId: user.id });
  if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
  await deps.emails.accept(user.id, link.email, place);
  await deps.passwords.change(user.id, { next: body.new_password, place, detail: 'by mail' });
  return done();
};
