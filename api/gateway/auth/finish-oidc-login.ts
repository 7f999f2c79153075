import { AppError } from '../../../domain/errors';
import { finishAttempt } from '../../auth/oauth-attempts';
import { Redirect } from '../../router/call';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayHandler, GatewayRequest } from '../operation';
import { oidcFlow, oidcProvider, type OidcPurpose } from './oidc-flow';
import { knownReferralCode } from './referral';
import { beginSession, expectSetUp } from './sign-in';

/** The page that the browser ends at, always: no request can name another. */
const DASHBOARD = '/dashboard';

export const finishOidcLogin: GatewayHandler<'finishOidcLogin'> = async (call, deps) => {
  await expectSetUp(deps);
  const { query = {}, cookies } = call;
  const { profile, kept: purpose } = await finishAttempt<OidcPurpose>(
    oidcFlow(deps),
    oidcProvider(deps),
    query,
    { oneTimeTokens: deps.oneTimeTokens, cookies },
  );
  if (!profile) throw new AppError('BAD_CREDENTIALS');
  if (purpose.bindTo !== undefined) {
    await bind(profile.subject, purpose.bindTo, call, deps);
    return new Redirect(`${DASHBOARD}?bound=oidc`);
  }
  const referralCode = await knownReferralCode(purpose.referralCode, deps);
  const user = await deps.externalIdentities.signIn('oidc', profile, { place: call.place, referralCode });
  const token = await beginSession(user, 'oidc', call, deps);
  return new Redirect(`${DASHBOARD}?token=${encodeURIComponent(token)}`);
};

/** Binds the provider's account to whoever asked for it. AppError UNAUTHENTICATED when they signed out since. */
async function bind(
  subject: string,
  sessionId: string,
  { place, note }: Pick<GatewayRequest<'finishOidcLogin'>, 'place' | 'note'>,
  { sessions, externalIdentities }: GatewayDependencies,
): Promise<void> {
  const session = await sessions.find(sessionId);
  if (!session) throw new AppError('UNAUTHENTICATED');
  const { userId } = session;
  note({ userId });
  await externalIdentities.bind('oidc', subject, { userId, sessionId }, place);
}
