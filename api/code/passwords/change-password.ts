import { invalidField, isAppError } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const changePassword: CodeHandler<'changePassword'> = async ({ user: caller, body, place }, deps) => {
  const { userId, sessionId } = caller;
  const user = await accountOf(caller, deps);
  const current = body.old_password ?? body.current_password;
  // Who has never had a password sets the first one.
  if (user.hasPassword && current === undefined) {
    throw invalidField('body.old_password', { zh: '缺少', en: 'is missing' });
  }
  const change = { next: body.new_password, place, keep: sessionId };
  await deps.passwords
    .change(userId, { ...change, current: user.hasPassword ? current : undefined })
    .catch(nameTheField);
  return done();
};

/** 40100 would tell the caller that the session has ended, which it has not. */
function nameTheField(error: unknown): never {
  if (!isAppError(error, 'BAD_CREDENTIALS')) throw error;
  throw invalidField('body.old_password', { zh: '原密码错误', en: 'is not your password' });
}
