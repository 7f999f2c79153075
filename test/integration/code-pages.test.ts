import type { Browser as Chromium, Page } from 'playwright-core';
import { Browser } from '../support/browser';
import { startBaizhi, type TestBaizhi } from '../support/baizhi';
import { launchChromium } from '../support/chromium';
import { newCodeUser, newTeam, signIn, type CodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';
import { until } from '../support/studio-user';

/** What a person does in a real browser: the links of mails, and the way to the provider and back. */

let chromiumBrowser: Chromium;
let baizhi: TestBaizhi;
let code: TestPlatform;
let page: Page;

beforeAll(async () => {
  baizhi = await startBaizhi();
  code = await platform({ oauth: { baizhi: baizhi.provider } });
  chromiumBrowser = await launchChromium();
});
beforeEach(async () => {
  const context = await chromiumBrowser.newContext({ locale: 'zh-CN' });
  page = await context.newPage();
});
afterEach(() => page.context().close());
afterAll(async () => {
  await chromiumBrowser.close();
  await code.close();
  await baizhi.stop();
});

async function linkInMail(to: string): Promise<string> {
  const find = () => code.mails.findLast((mail) => mail.to === to)?.text.match(/https?:\S+/)?.[0];
  await until(async () => find() !== undefined);
  return find() ?? '';
}

/** Gives the page's browser the session of a user. */
async function signedIn(user: CodeUser): Promise<void> {
  const { name, value } = user.browser.cookie('monkeycode_ai_session')!;
  await page.context().addCookies([{ name, value, url: code.baseUrl }]);
}

test('the mail for a new password leads to a page that sets it', async () => {
  const user = await code.signUp();
  await new Browser(code.baseUrl).put('/api/v1/users/passwords/reset-request', { email: user.email });
  const link = await linkInMail(user.email);
  await page.goto(link);
  expect(page.url()).toBe(`${code.baseUrl}/reset-password`); // the token is in no history
  await page.fill('input', 'a-brand-new-password');
  await page.click('button');
  await page.getByText('密码已更新').waitFor();
  const changed = { ...user, password: 'a-brand-new-password' };
  expect((await signIn(code, new Browser(code.baseUrl), changed)).status).toBe(200);

  await page.goto('about:blank');
  await page.goto(link);
  await page.fill('input', 'yet-another-password');
  await page.click('button');
  await page.getByText('链接无效或已过期').waitFor();
  expect(JSON.stringify(code.logged)).not.toContain(new URL(link).hash.replace('#token=', ''));
});

test('the mail of an invitation leads to a page that accepts it, for who is signed in', async () => {
  const owner = await newCodeUser(code);
  const guest = await newCodeUser(code);
  await newTeam(code, owner);
  await owner.browser.post('/api/v1/teams/users/invitations', { email: guest.email });
  const link = await linkInMail(guest.email);
  await page.goto(link);
  await page.click('button');
  await page.getByText('未认证').waitFor();
  await signedIn(guest);
  await page.goto('about:blank');
  await page.goto(link);
  await page.click('button');
  await page.getByText('您已加入团队').waitFor();
  expect((await guest.browser.get('/api/v1/teams')).body.data.teams).toHaveLength(1);
});

test('a page of another site changes nothing with the cookie of who looks at it', async () => {
  const user = await newCodeUser(code);
  await signedIn(user);
  await page.route('http://evil.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${code.baseUrl}/api/v1/users/logout"></form>
        <script>document.forms[0].submit()</script>`,
    }),
  );
  const refused = page.waitForResponse(`${code.baseUrl}/api/v1/users/logout`);
  await page.goto('http://evil.example/');
  const answer = await refused;
  expect(answer.status()).toBe(403);
  expect((await user.browser.get('/api/v1/users/status')).body.code).toBe(0);
});

test('signing in at the provider, there and back', async () => {
  await page.goto(`${code.baseUrl}/api/v1/users/login?redirect=/health`);
  await page.click('button[value=approve]');
  await page.waitForURL('**/health');
  expect(page.url()).toBe(`${code.baseUrl}/health`);
  await page.goto(`${code.baseUrl}/api/v1/users/status`);
  expect(await page.textContent('body')).toContain('visitor');
  const cookies = await page.context().cookies(code.baseUrl);
  expect(cookies).toEqual([
    expect.objectContaining({ name: 'monkeycode_ai_session', httpOnly: true, sameSite: 'Lax' }),
  ]);
});

test('the link of a referral leads to a page that makes an account for who was invited', async () => {
  const inviter = await code.signUp();
  const made = await inviter.api.post('/api/v1/operation/referral/generate', {});
  const { referral_url: link } = made.body.data as { referral_url: string };
  await page.goto(link);
  await page.fill('input[name=username]', 'invited_one');
  await page.fill('input[name=email]', 'invited@example.com');
  await page.fill('input[name=password]', 'short');
  await page.click('button');
  expect(await page.locator('input[name=password]:invalid').count()).toBe(1);
  await page.fill('input[name=password]', 'long-enough-1');
  await page.click('button');
  await page.getByText('注册成功').waitFor();
  const { body } = await inviter.api.get('/api/v1/operation/referral/records');
  expect(JSON.stringify(body.data)).toContain('invited_one');

  await page.goto(link);
  await page.fill('input[name=username]', 'invited_one');
  await page.fill('input[name=email]', 'other@example.com');
  await page.fill('input[name=password]', 'long-enough-1');
  await page.click('button');
  await page.locator('p[data-bad]').waitFor();
  await page.goto(`${code.baseUrl}/register?ref=%3Cscript%3E`);
  expect(await page.locator('input[name=referral_code]').count()).toBe(0);
});
