import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { newAgentUser, signIn, type AgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** Tokens and the sessions behind them: who is let in, until when, and from where. */

const HOUR = 3_600_000;

let agent: TestPlatform;
beforeAll(async () => {
  agent = await platform({ settings: { trustProxy: ['loopback'] } });
});
afterAll(() => agent.close());

const refresh = (refreshToken: string, headers: Readonly<Record<string, string>> = {}) =>
  agent.api.post('/api/auth/refresh', { refreshToken }, headers);
const me = (token: string) => agent.api.as(token).get('/api/auth/me');

describe('a refresh token', () => {
  test('is good once; when it comes again, nobody is signed in by its session any more', async () => {
    const user = await newAgentUser(agent);
    const { body } = await refresh(user.refreshToken);
    expect((await me(body.data.accessToken)).status).toBe(200);

    const stolen = await refresh(user.refreshToken);
    expect([stolen.status, stolen.body.message]).toEqual([401, 'auth.error.tokenInvalid']);
    expect((await me(body.data.accessToken)).status).toBe(401);
    expect((await refresh(body.data.refreshToken)).status).toBe(401);
    expect((await me(user.accessToken)).status).toBe(401);
  });

  test('of which two come at once ends its session too', async () => {
    const user = await newAgentUser(agent);
    const answers = await Promise.all([refresh(user.refreshToken), refresh(user.refreshToken)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await me(user.accessToken)).status).toBe(401);
  });

  test('is bound to the address and the User-Agent that signed in', async () => {
    const email = (await newAgentUser(agent)).email;
    const home = { 'user-agent': 'Phone/1', 'x-forwarded-for': '203.0.113.7' };
    const login = await signIn(agent, email, 'Strong@Pass1', home);
    const { refreshToken, accessToken } = login.body.data;
    for (const elsewhere of [
      { ...home, 'user-agent': 'Phone/2' },
      { ...home, 'x-forwarded-for': '203.0.113.8' },
    ]) {
      const answer = await refresh(refreshToken, elsewhere);
      expect([answer.status, answer.body.message]).toEqual([401, 'auth.error.deviceVerifyFailed']);
    }
    // Who holds a copy elsewhere cannot sign the owner out.
    expect((await me(accessToken)).status).toBe(200);
    expect((await refresh(refreshToken, home)).status).toBe(200);
  });

  test('moves the end of the session on; one that rested for 7 days is over', async () => {
    const user = await newAgentUser(agent);
    agent.advance(6 * 24 * HOUR);
    const { body } = await refresh(user.refreshToken);
    agent.advance(6 * 24 * HOUR);
    const next = await refresh(body.data.refreshToken);
    expect(next.status).toBe(200);
    agent.advance(7 * 24 * HOUR + 1000);
    expect((await refresh(next.body.data.refreshToken)).body.message).toBe('auth.error.tokenInvalid');
  });
});

describe('nobody is let in', () => {
  let user: AgentUser;
  beforeAll(async () => {
    user = await newAgentUser(agent);
  });

  const payloadOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as object;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('by a token that is signed with `none`, with another key, or with a public text', async () => {
    const claims = payloadOf(user.accessToken);
    const header = JSON.parse(Buffer.from(user.accessToken.split('.')[0]!, 'base64url').toString()) as {
      kid: string;
    };
    const unsigned = `${part({ ...header, alg: 'none' })}.${part(claims)}.`;
    const other = await new SignJWT({ ...claims })
      .setProtectedHeader({ ...header, alg: 'HS256' })
      .sign(Buffer.alloc(32, 7));
    const signed = `${part({ ...header, alg: 'HS256' })}.${part(claims)}`;
    const byName = `${signed}.${createHmac('sha256', header.kid).update(signed).digest('base64url')}`;
    for (const token of [unsigned, unsigned.slice(0, -1), other, byName, `${user.accessToken}x`, 'x']) {
      const answer = await me(token);
      expect([answer.status, answer.body.message]).toEqual([401, 'auth.error.tokenInvalid']);
      expect((await refresh(token)).body.message).toBe('auth.error.tokenInvalid');
    }
  });

  test('by a token of the other kind, or of another surface', async () => {
    const studio = await agent.signUp();
    expect((await me(user.refreshToken)).status).toBe(401);
    expect((await refresh(user.accessToken)).status).toBe(401);
    expect((await me(studio.accessToken)).status).toBe(401);
    expect((await refresh(studio.refreshToken)).status).toBe(401);
    expect((await agent.api.as(user.accessToken).get('/api/v1/auth/me')).status).toBe(401);
  });

  test('by an access token that is older than 2 hours', async () => {
    const somebody = await newAgentUser(agent);
    agent.advance(2 * HOUR - 60_000);
    expect((await me(somebody.accessToken)).status).toBe(200);
    agent.advance(61_000);
    expect((await me(somebody.accessToken)).status).toBe(401);
    expect((await refresh(somebody.refreshToken)).status).toBe(200);
  });

  test('by a token after the logout; without a token there is nothing to end', async () => {
    const somebody = await newAgentUser(agent);
    expect((await me(somebody.accessToken)).status).toBe(200);
    expect((await somebody.api.post('/api/auth/logout')).status).toBe(200);
    expect((await me(somebody.accessToken)).status).toBe(401);
    expect((await refresh(somebody.refreshToken)).status).toBe(401);
    for (const answer of [
      await somebody.api.post('/api/auth/logout'),
      await agent.api.post('/api/auth/logout'),
    ]) {
      expect([answer.status, answer.body.message]).toEqual([400, 'common.error.param']);
    }
  });
});

describe('another password', () => {
  test('ends every other session, on every surface, and not the one that changed it', async () => {
    const user = await newAgentUser(agent);
    const elsewhere = await signIn(agent, user.email, user.password);
    const studio = await agent.api.post('/api/v1/auth/login', {
      username: user.email,
      password: user.password,
    });
    const changed = await user.api.post('/api/auth/password/change', { newPassword: 'NewStrong@1' });
    expect(changed.status).toBe(200);

    expect((await me(user.accessToken)).status).toBe(200);
    expect((await me(elsewhere.body.data.accessToken)).status).toBe(401);
    const onStudio = await agent.api.as(studio.body.data.access_token).get('/api/v1/auth/me');
    expect(onStudio.status).toBe(401);
    expect((await signIn(agent, user.email, user.password)).status).toBe(401);
    expect((await signIn(agent, user.email, 'NewStrong@1')).status).toBe(200);
  });

  test.each(['Short@1', 'onlyletters', '12345678', 'space is 1'])('%j is too weak', async (newPassword) => {
    const user = await newAgentUser(agent);
    const answer = await user.api.post('/api/auth/password/change', { newPassword });
    expect([answer.status, answer.body.message]).toEqual([400, 'auth.error.passwordWeak']);
    expect((await signIn(agent, user.email, user.password)).status).toBe(200);
  });

  test('is nowhere in the log', async () => {
    const user = await newAgentUser(agent);
    await user.api.post('/api/auth/password/change', { newPassword: 'Unheard0f@secret' });
    const log = JSON.stringify(agent.logged);
    for (const secret of ['Unheard0f@secret', user.accessToken, user.refreshToken])
      expect(log).not.toContain(secret);
  });
});

describe('the sessions page', () => {
  test('lists where one is signed in, on every surface, and nobody else’s', async () => {
    await newAgentUser(agent);
    const user = await newAgentUser(agent);
    await agent.api.post('/api/v1/auth/login', { username: user.email, password: user.password });
    const { body } = await user.api.get('/api/users/me/sessions', { 'user-agent': 'x' });
    expect(body.data).toHaveLength(2);
    expect(body.data).toContainEqual({
      id: expect.any(String),
      surface: 'agent',
      method: 'password',
      ip: expect.stringMatching(/127\.0\.0\.1$/),
      userAgent: expect.any(String),
      createdTime: expect.stringMatching(/\+08:00$/),
      lastSeenTime: expect.stringMatching(/\+08:00$/),
      expiresAt: expect.stringMatching(/\+08:00$/),
      current: true,
    });
    expect(body.data).toContainEqual(expect.objectContaining({ surface: 'studio', current: false }));
  });

  test('signs one of them out', async () => {
    const user = await newAgentUser(agent);
    const other = await signIn(agent, user.email, user.password);
    const { body } = await user.api.get('/api/users/me/sessions');
    const { id } = (body.data as { id: string; current: boolean }[]).find(({ current }) => !current)!;
    expect((await user.api.delete(`/api/users/me/sessions/${id}`)).status).toBe(200);
    expect((await me(other.body.data.accessToken)).status).toBe(401);
    expect((await me(user.accessToken)).status).toBe(200);
    expect((await user.api.delete(`/api/users/me/sessions/${id}`)).status).toBe(404);
  });

  test('does not sign somebody else out', async () => {
    const [user, stranger] = [await newAgentUser(agent), await newAgentUser(agent)];
    const { body } = await user.api.get('/api/users/me/sessions');
    const answer = await stranger.api.delete(`/api/users/me/sessions/${body.data[0].id}`);
    expect([answer.status, answer.body.message]).toEqual([404, 'common.error.notFound']);
    expect((await me(user.accessToken)).status).toBe(200);
    expect((await user.api.delete('/api/users/me/sessions/not-an-id')).status).toBe(400);
  });

  test('signs out everywhere, or everywhere else', async () => {
    const user = await newAgentUser(agent);
    const { body: other } = await signIn(agent, user.email, user.password);
    const { body: studio } = await agent.api.post('/api/v1/auth/login', {
      username: user.email,
      password: user.password,
    });
    const elsewhere = await user.api.delete('/api/users/me/sessions?keepCurrent=true');
    expect(elsewhere.body.data).toEqual({ ended: 2 });
    expect((await me(other.data.accessToken)).status).toBe(401);
    expect((await agent.api.as(studio.data.access_token).get('/api/v1/auth/me')).status).toBe(401);
    expect((await user.api.delete('/api/users/me/sessions')).body.data).toEqual({ ended: 1 });
    expect((await me(user.accessToken)).status).toBe(401);
  });

  test('tells what happened to the account, newest first, page by page', async () => {
    const user = await newAgentUser(agent);
    await signIn(agent, user.email, 'Wrong@Pass1', { 'user-agent': 'Burglar/1' });
    await user.api.call('PUT', '/api/users/me', { body: { nickname: 'N' } });
    await user.api.post('/api/auth/password/change', { newPassword: 'NewStrong@1' });
    const { body } = await user.api.get('/api/users/me/events');
    expect(body.data).toMatchObject({ total: 5, page: 1, pageSize: 20 });
    const items = body.data.items as { action: string }[];
    expect(items.map(({ action }) => action)).toEqual([
      'password_changed',
      'profile_changed',
      'sign_in_failed',
      'sign_in',
      'registered',
    ]);
    expect(items[2]).toMatchObject({
      userAgent: 'Burglar/1',
      surface: 'agent',
      detail: 'password',
    });

    const second = await user.api.get('/api/users/me/events?page=2&pageSize=2');
    expect(second.body.data.items).toEqual(items.slice(2, 4));
    expect((await user.api.get('/api/users/me/events?pageSize=101')).status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/Wrong@Pass1|NewStrong/);
  });
});
