import { randomUUID } from 'node:crypto';
import { Browser } from '../support/browser';
import { newCodeUser, newTeam, signIn, type CodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

let code: TestPlatform;
let user: CodeUser;

beforeAll(async () => {
  code = await platform();
});
beforeEach(async () => {
  user = await newCodeUser(code);
});
afterAll(() => code.close());

const STATUS = '/api/v1/users/status';

interface SessionItem {
  readonly id: string;
  readonly current: boolean;
  readonly surface: string;
  readonly team_id: string | null;
}

async function listed(browser: Browser): Promise<SessionItem[]> {
  return (await browser.get('/api/v1/users/sessions')).body.data.sessions as SessionItem[];
}

/** What happened to the user's account, newest first. */
async function actions(browser: Browser): Promise<string[]> {
  const { body } = await browser.get('/api/v1/users/events?page_size=100');
  return (body.data.events as { action: string }[]).map(({ action }) => action);
}

test('the list has every session of the user on all surfaces, and no other', async () => {
  const second = new Browser(code.baseUrl, { 'user-agent': 'Second/1.0' });
  await signIn(code, second, user);
  const team = await newTeam(code, user);
  const sessions = await listed(second);
  expect(sessions.map(({ surface, current, team_id }) => [surface, current, team_id]).sort()).toEqual(
    [
      ['studio', false, null],
      ['code', false, null],
      ['code', true, null],
      ['code', false, team.id],
    ].sort(),
  );
  expect(sessions.find(({ current }) => current)).toMatchObject({
    method: 'password',
    ip: '127.0.0.1',
    user_agent: 'Second/1.0',
    created_at: expect.any(Number),
  });
});

test('ending one signs that browser out, and only that', async () => {
  const second = new Browser(code.baseUrl);
  await signIn(code, second, user);
  const own = (await listed(user.browser)).find(({ current }) => current)!;
  expect((await second.delete(`/api/v1/users/sessions/${own.id}`)).body).toEqual({ code: 0, msg: 'success' });
  expect((await user.browser.get(STATUS)).body.code).toBe(40100);
  expect((await second.get(STATUS)).body.code).toBe(0);
  expect((await second.delete(`/api/v1/users/sessions/${own.id}`)).status).toBe(404);
  expect((await actions(second))[0]).toBe('session_revoked');
});

test('another user’s session is not there', async () => {
  const other = await newCodeUser(code);
  const [session] = await listed(other.browser);
  for (const id of [session!.id, randomUUID()]) {
    const answer = await user.browser.delete(`/api/v1/users/sessions/${id}`);
    expect(answer.body).toEqual({ code: 40400, msg: '资源不存在', data: null });
  }
  expect((await user.browser.delete('/api/v1/users/sessions/%E6%88%91')).status).toBe(400);
  expect((await other.browser.get(STATUS)).body.code).toBe(0);
});

test('signing out ends the session and the one for the team, for who copied the cookies too', async () => {
  await newTeam(code, user);
  const thief = new Browser(code.baseUrl);
  thief.plant(user.browser.cookie('monkeycode_ai_session')!);
  thief.plant(user.browser.cookie('monkeycode_ai_team_session')!);
  expect((await thief.get(STATUS)).body.code).toBe(0);

  expect((await user.browser.post('/api/v1/users/logout')).body).toEqual({ code: 0, msg: 'success' });
  expect(user.browser.cookie('monkeycode_ai_session')).toBeUndefined();
  expect((await thief.get(STATUS)).body.code).toBe(40100);
  expect((await thief.get('/api/v1/teams/users/status')).status).toBe(401);
  expect((await user.api.get('/api/v1/auth/me')).status).toBe(200);
});

test('signing out everywhere ends all, on all surfaces', async () => {
  const second = new Browser(code.baseUrl);
  await signIn(code, second, user);
  const answer = await second.post('/api/v1/users/logout/everywhere');
  expect(answer.body).toEqual({ code: 0, msg: 'success', data: { ended: 3 } });
  for (const browser of [user.browser, second]) expect((await browser.get(STATUS)).body.code).toBe(40100);
  expect((await user.api.get('/api/v1/auth/me')).status).toBe(401);
  expect((await code.api.as(user.refreshToken).post('/api/v1/auth/refresh')).status).toBe(401);
});

test('what happened to the account can be read, by pages, and by its user alone', async () => {
  await signIn(code, new Browser(code.baseUrl), { ...user, password: 'password124' });
  const { body } = await user.browser.get('/api/v1/users/events?page=1&page_size=1');
  expect(body.data).toMatchObject({
    events: [{ action: 'sign_in_failed', surface: 'code', ip: '127.0.0.1', detail: 'password' }],
    page: 1,
    page_size: 1,
  });
  expect(body.data.total).toBeGreaterThanOrEqual(2);
  const next = await user.browser.get('/api/v1/users/events?page=2&page_size=1');
  expect(next.body.data.events).toMatchObject([{ action: 'sign_in', detail: 'password' }]);
  const other = await newCodeUser(code);
  expect(await actions(other.browser)).not.toContain('sign_in_failed');
});
