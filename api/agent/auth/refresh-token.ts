import { AppError } from '../../../domain/errors';
import { LIFETIMES } from '../../auth/schemes';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { issueTokens } from './sign-in';

export const refreshToken: AgentHandler<'refreshToken'> = async ({ body, place, note }, deps) => {
  const { userId, sessionId, generation } = await deps.tokens.verify('refresh', 'agent', body.refreshToken);
  note({ userId });
  const user = await deps.users.find(userId);
  if (user?.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
  const session = await deps.sessions.refresh(sessionId, generation, {
    boundTo: place,
    lifetimeSeconds: LIFETIMES.agent.session,
  });
  return ok(await issueTokens(session, deps), 'success.refresh');
};
