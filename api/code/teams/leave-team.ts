import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { actingTeam } from './acting-team';

export const leaveTeam: CodeHandler<'leaveTeam'> = async ({ user, session, place }, deps) => {
  const { userId, sessionId } = user;
  await deps.teams.remove(actingTeam(user), userId, userId);
  await deps.sessions.end(userId, sessionId, 'logout');
  await session.end();
  await deps.identityEvents.record({ userId, action: 'team_left', place });
  return done();
};
