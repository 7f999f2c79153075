import { Browser } from './browser';
import { captchaPass } from './captcha';
import type { TestPlatform, TestUser } from './platform';

/** Somebody with a browser of their own, at the code surface. */
export interface CodeUser extends TestUser {
  readonly browser: Browser;
  readonly uuid: string;
}

/** Registers somebody who has so many credits, and signs in at the code surface. */
export async function newCodeUser(platform: TestPlatform, credits?: number): Promise<CodeUser> {
  const user = await platform.signUp(credits);
  const browser = new Browser(platform.baseUrl);
  const answer = await signIn(platform, browser, user);
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.text}.`);
  return { ...user, browser, uuid: answer.body.data.user.id as string };
}

/** Signs in with the password, and answers what the API did. */
export async function signIn(
  platform: TestPlatform,
  browser: Browser,
  { email, password }: Pick<TestUser, 'email' | 'password'>,
) {
  const body = { email, password, captcha_token: await captchaPass(platform) };
  return browser.post('/api/v1/users/password-login', body);
}

/** The browser then acts for the team too. */
export async function signInToTeam({ browser }: Pick<CodeUser, 'browser'>, teamId: string): Promise<void> {
  const answer = await browser.post('/api/v1/teams/users/login', { team_id: teamId });
  if (answer.status !== 200) throw new Error(`Signing in to the team answered ${answer.text}.`);
}

/** A team of the owner's, for which the owner's browser acts; `join` makes others members of it by invitation. */
export async function newTeam(platform: TestPlatform, owner: CodeUser, name = '平台组') {
  const { body } = await owner.browser.post('/api/v1/teams', { name });
  const id = body.data.team.id as string;
  await signInToTeam(owner, id);
  return {
    id,
    async join(user: CodeUser, role: 'admin' | 'member'): Promise<void> {
      const invited = await owner.browser.post('/api/v1/teams/users/invitations', {
        email: user.email,
        role,
      });
      if (invited.status !== 200) throw new Error(`Inviting answered ${invited.text}.`);
      const token = tokenInMail(platform, user.email);
      await user.browser.post('/api/v1/teams/invitations/accept', { token });
      await signInToTeam(user, id);
    },
  };
}

/** The token in the link of the last mail to an address. */
export function tokenInMail({ mails }: Pick<TestPlatform, 'mails'>, to: string): string {
  const text = mails.findLast((mail) => mail.to === to)?.text ?? '';
  const token = /#token=([\w-]+)/.exec(text)?.[1];
  if (token === undefined) throw new Error(`No mail with a link went to ${to}.`);
  return token;
}
