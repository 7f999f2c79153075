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
  { place, note }: Pick<Call, 'place' | 'note'>,
  deps: AgentDependencies,
) {
  note({ userId: user.id });
  const lifetimeSeconds = LIFETIMES.agent.session;
  const session = await deps.signIns.begin(user, { method, place, lifetimeSeconds });
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
