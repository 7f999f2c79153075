import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const signOut: CodeHandler<'signOut'> = async ({ user, session, place }, deps) => {
  const { userId, sessionId } = user;
  await deps.sessions.end(userId, sessionId, 'logout');
  await session.end();
  await deps.identityEvents.record({ userId, action: 'sign_out', place });
  return done();
};
