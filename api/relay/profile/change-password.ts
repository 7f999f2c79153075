import { invalidField, isAppError } from '../../../domain/errors';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const changePassword: RelayHandler<'changePassword'> = async (
  { user: { userId, sessionId }, body, place },
  { passwords },
) => {
  const change = { current: body.old_password, next: body.new_password, place, keep: sessionId };
  await passwords.change(userId, change).catch((error: unknown) => {
    // Not 401, after which a client would throw its token away.
    if (isAppError(error, 'BAD_CREDENTIALS')) {
      throw invalidField('body.old_password', { zh: '不正确', en: 'is wrong' });
    }
    throw error;
  });
  return ok(null);
};
