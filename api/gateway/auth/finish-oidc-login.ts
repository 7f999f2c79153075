import { AppError } from '../../../domain/errors';
import { takeAttempt } from '../../auth/oauth-attempts';
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
  const { profile, purpose } = await comeBack(call, deps);
  if (purpose.bindTo !== undefined) {
    await bind(profile.subject, purpose.bindTo, call, deps);
    return new Redirect(`${DASHBOARD}?bound=oidc`);
  }
  const referralCode = await knownReferralCode(purpose.referralCode, deps);
  const user = await deps.externalIdentities.signIn('oidc', profile, { place: call.place, referralCode });
  const token = await beginSession(user, 'oidc', call, deps);
  return new Redirect(`${DASHBOARD}?token=${encodeURIComponent(token)}`);
};

/** Who came back from the provider, and what for. */
async function comeBack(
  { query, cookies }: Pick<GatewayRequest<'finishOidcLogin'>, 'query' | 'cookies'>,
  deps: GatewayDependencies,
) {
  const { code, state, iss } = query ?? {};
  const provider = oidcProvider(deps);
  const flow = oidcFlow(deps);
  const { oneTimeTokens } = deps;
  const { nonce, codeVerifier, kept } = await takeAttempt<OidcPurpose>(flow, state, {
    oneTimeTokens,
    cookies,
  });
  // Without a code the provider, or the person there, said no.
  if (code === undefined) throw new AppError('BAD_CREDENTIALS');
  const profile = await provider.exchange({
    code,
    nonce,
    codeVerifier,
    redirectUri: flow.redirectUri,
    ...(state === undefined ? {} : { state }),
    ...(iss === undefined ? {} : { iss }),
  });
  return { profile, purpose: kept };
}

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
