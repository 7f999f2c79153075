import { AppError } from '../../../domain/errors';
import type { Session, SignInMethod } from '../../../domain/identity/sessions';
import type { User } from '../../../domain/identity/user';
import { LIFETIMES } from '../../auth/schemes';
import type { Call } from '../../router/call';
import type { AgentDependencies } from '../dependencies';
import { accountDto } from '../profile/account-dto';

/**
 * Begins a session for somebody who has proven to be `user`, and answers what every login answers. AppError
 * ACCOUNT_DISABLED.
 */
export async function signIn(
  user: User,
  method: SignInMethod,
  { device, note }: Pick<Call, 'device' | 'note'>,
  deps: AgentDependencies,
) {
  if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
  note({ userId: user.id });
  const session = await deps.sessions.begin({
    userId: user.id,
    surface: 'agent',
    method,
    device,
    lifetimeSeconds: LIFETIMES.agent.session,
  });
  await deps.identityEvents.record({
    userId: user.id,
    action: 'sign_in',
    surface: 'agent',
    device,
    detail: method,
  });
  const { createdTime: _, ...account } = await accountDto(user, deps);
  return {
    ...(await issueTokens(session, deps)),
    user: { ...account, onboardingCompleted: user.onboardedAt !== null },
  };
}

/** The tokens of a session's generation. `expiresIn`: the seconds that the access token lasts. */
export async function issueTokens(session: Session, { tokens }: Pick<AgentDependencies, 'tokens'>) {
  const { access, session: lifetime } = LIFETIMES.agent;
  const subject = { userId: session.userId, sessionId: session.id, generation: session.generation };
  return {
    accessToken: await tokens.issue('access', subject, { surface: 'agent', seconds: access }),
    refreshToken: await tokens.issue('refresh', subject, { surface: 'agent', seconds: lifetime }),
    expiresIn: access,
  };
}
