import type { CodeHandler } from '../operation';
import { ok } from '../reply';

export const signOutEverywhere: CodeHandler<'signOutEverywhere'> = async (request, deps) => {
  const { user, session, place } = request;
  const { userId } = user;
  const ended = await deps.sessions.endAll(userId, 'logout');
  await session.end();
  const event = { userId, action: 'sign_out', place, detail: 'everywhere' } as const;
  await deps.identityEvents.record(event);
  return ok({ ended });
};
