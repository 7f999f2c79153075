import { AppError, invalidField } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import type { GatewayHandler } from '../operation';

export const changePassword: GatewayHandler<'changePassword'> = async (
  { user, body, place, language },
  deps,
) => {
  const { id, email, hasPassword } = await accountOf(user, deps);
  const { new_password: next, email_code: code, current_password: current } = body;
  const change = { next, place, keep: user.sessionId };
  if (code !== undefined) {
    if (email === null) throw new AppError('CODE_INVALID');
    await deps.codes.redeem('password', email, code);
    await deps.passwords.change(id, change);
    await deps.emails.confirm(id, email);
  } else if (current !== undefined) {
    await deps.passwords.change(id, { ...change, current });
  } else if (email === null && !hasPassword) {
    await deps.passwords.change(id, change); // there is nothing to prove it by but the sign-in itself
  } else {
    throw invalidField('body.email_code', {
      zh: '或 current_password 必填其一',
      en: 'or current_password is required',
    });
  }
  return { message: language === 'zh' ? '密码已修改' : 'The password was changed' };
};
