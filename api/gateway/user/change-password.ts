import { AppError, invalidField } from '../../../domain/errors';
import type { GatewayHandler } from '../operation';
import { ownAccount } from './own-account';

export const changePassword: GatewayHandler<'changePassword'> = async (
  { user, body, device, language },
  deps,
) => {
  const { id, email } = await ownAccount(user, deps);
  const { new_password: next, email_code: code, current_password: current } = body;
  if (code !== undefined) {
    if (email === null) throw new AppError('CODE_INVALID');
    await deps.codes.redeem('password', email, code);
    await deps.users.changePassword(id, { next });
    await deps.users.confirmEmail(id, email);
  } else if (current !== undefined) {
    await deps.users.changePassword(id, { current, next });
  } else {
    throw invalidField('body.email_code', {
      zh: '或 current_password 必填其一',
      en: 'or current_password is required',
    });
  }
  await deps.sessions.endAll(id, 'password_changed', user.sessionId);
  await deps.identityEvents.record({ userId: id, action: 'password_changed', surface: 'gateway', device });
  return { message: language === 'zh' ? '密码已修改' : 'The password was changed' };
};
