import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const endSession: AgentHandler<'endSession'> = async ({ user, params, place }, deps) => {
  const { userId } = user;
  if (!(await deps.sessions.end(userId, params.id, 'revoked'))) throw new AppError('NOT_FOUND');
  await deps.identityEvents.record({
    userId,
    action: 'session_revoked',
    place,
    detail: params.id,
  });
  return ok(null);
};
