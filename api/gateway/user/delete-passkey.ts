import { AppError } from '../../../domain/errors';
import type { GatewayHandler } from '../operation';

export const deletePasskey: GatewayHandler<'deletePasskey'> = async (
  { params: { id }, user: { userId }, place, language },
  { passkeys, identityEvents },
) => {
  if (!(await passkeys.remove(userId, id))) throw new AppError('NOT_FOUND');
  await identityEvents.record({ userId, action: 'passkey_removed', place });
  return { message: language === 'zh' ? '通行密钥已删除' : 'The passkey was removed' };
};
