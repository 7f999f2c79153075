import { AppError } from '../../../domain/errors';
import type { ExternalProfile } from '../../../domain/identity/oauth';
import type { AgentDependencies } from '../dependencies';

/** What a state was handed out for: signing in, or linking to the account of one user. */
export interface GooglePurpose {
  readonly linkTo?: number;
}

/** What the page brings back from Google. */
export interface GoogleReturn {
  readonly code: string;
  readonly state: string;
  readonly nonce?: string | undefined;
  readonly codeVerifier?: string | undefined;
}

const GOOGLE_STATE = 'google_state';
/** How long somebody may take at Google. */
const SECONDS = 600;

type Needed = Pick<AgentDependencies, 'oauth' | 'oneTimeTokens' | 'googleRedirectUri'>;

export function issueGoogleState(
  purpose: GooglePurpose,
  { oneTimeTokens }: Pick<Needed, 'oneTimeTokens'>,
): Promise<string> {
  return oneTimeTokens.issue(GOOGLE_STATE, purpose, SECONDS);
}

/**
 * Who came back from Google. AppError SIGN_IN_UNAVAILABLE where Google is not set up; STATE_INVALID for a state that
 * was used or is not ours, or that was handed out for something else or somebody else: so nobody is led to link a
 * stranger's account to their own.
 */
export async function cameBack(
  { code, state, nonce, codeVerifier }: GoogleReturn,
  { linkTo }: GooglePurpose,
  { oauth: { google }, oneTimeTokens, googleRedirectUri: redirectUri }: Needed,
): Promise<ExternalProfile> {
  if (!google) throw new AppError('SIGN_IN_UNAVAILABLE', undefined, { note: 'Google is not set up' });
  const purpose = await oneTimeTokens.take<GooglePurpose>(GOOGLE_STATE, state);
  if (!purpose || purpose.linkTo !== linkTo) throw new AppError('STATE_INVALID');
  return google.exchange({ code, nonce, codeVerifier, redirectUri });
}
