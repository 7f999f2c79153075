import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const unbindPlatformAccount: StudioHandler<'unbindPlatformAccount'> = async (
  { params, user, language },
  { platformAccounts },
) => {
  await platformAccounts.unbind(params.id, user.userId);
  return ok({ message: language === 'zh' ? '解绑成功' : 'Unbound' });
};
