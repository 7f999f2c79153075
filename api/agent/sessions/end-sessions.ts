import { ok } from '../reply';
import type { AgentHandler } from '../operation';

/** Signs the user out on every surface. */
export const endSessions: AgentHandler<'endSessions'> = async ({ user, query, place }, deps) => {
  const { userId, sessionId } = user;
  const ended = await deps.sessions.endAll(userId, 'revoked', {
    except: query?.keepCurrent ? sessionId : undefined,
  });
  await deps.identityEvents.record({
    userId,
    action: 'session_revoked',
    place,
    detail: `${ended}`,
  });
  return ok({ ended });
};
