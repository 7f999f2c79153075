import type { CodeDependencies } from '../dependencies';

const PURPOSE = 'password_reset';
const SECONDS = 30 * 60;

/** Whose password a link resets, and the address that it was mailed to. */
export interface ResetLink {
  readonly userId: number;
  readonly email: string;
  /** Of the account when it was mailed: a change of the password makes older links useless. */
  readonly credentialVersion: number;
}

type Needed = Pick<CodeDependencies, 'oneTimeTokens'>;

/** The token of a link that is good for one use, for 30 minutes. */
export function issueResetToken(link: ResetLink, { oneTimeTokens }: Needed): Promise<string> {
  return oneTimeTokens.issue(PURPOSE, link, SECONDS);
}

/** What the token stands for, once. */
export function takeResetToken(token: string, { oneTimeTokens }: Needed): Promise<ResetLink | undefined> {
  return oneTimeTokens.take<ResetLink>(PURPOSE, token);
}
