import { AppError } from '../../../domain/errors';
import type { SignInMethod } from '../../../domain/identity/sessions';
import { accountOf } from '../../auth/account-of';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { startSession } from '../users/start-session';
import { ownTeam } from './own-team';
import { teamDto } from './team-dto';

export const signInToTeam: CodeHandler<'signInToTeam'> = async (request, deps) => {
  const { user: caller, body } = request;
  const own = await ownTeam(caller.userId, ({ uuid }) => uuid === body.team_id, deps);
  const [user, current] = await Promise.all([accountOf(caller, deps), deps.sessions.find(caller.sessionId)]);
  if (!current) throw new AppError('UNAUTHENTICATED');
  await deps.sessions.endWithin(user.id, current.id, 'logout'); // a browser acts for one team at a time
  const method = current.method as SignInMethod;
  await startSession({ user, method, team: { ...own.team, within: current.id } }, request, deps);
  return ok({ team: teamDto(own) });
};
