import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const revokeSession: CodeHandler<'revokeSession'> = async ({ user, params, place }, deps) => {
  const { userId } = user;
  const hasEnded = await deps.sessions.end(userId, params.session_id, 'revoked');
  if (!hasEnded) throw new AppError('NOT_FOUND');
  await deps.identityEvents.record({ userId, action: 'session_revoked', place });
  return done();
};
