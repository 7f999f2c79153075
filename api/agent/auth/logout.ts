import { invalidField } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const logout: AgentHandler<'logout'> = async ({ user, place }, { sessions, identityEvents }) => {
  if (!user) {
    throw invalidField('header.authorization', {
      zh: '缺少有效的令牌',
      en: 'should have a token that holds',
    });
  }
  const { userId, sessionId } = user;
  await sessions.end(userId, sessionId, 'logout');
  await identityEvents.record({ userId, action: 'sign_out', place });
  return ok(null, 'success.logout');
};
