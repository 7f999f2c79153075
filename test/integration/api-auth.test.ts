import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { openSocket } from '../support/socket';

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform();
  user = await studio.signUp();
});
afterAll(() => studio.close());

const ME = '/api/v1/auth/me';
const UNAUTHENTICATED = { code: 401, message: '未认证', data: null };

async function cookieOf(who: TestUser): Promise<string> {
  const { headers } = await studio.api.post('/api/v1/auth/login', {
    username: who.username,
    password: who.password,
  });
  return headers.get('set-cookie') ?? '';
}

describe('the bearer token', () => {
  test.each([
    ['none', {}],
    ['one that is none of ours', { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA' }],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['two words too many', { authorization: 'Bearer a b c' }],
  ])('%s: 401', async (_name, headers) => {
    const answer = await studio.api.get(ME, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).toEqual(UNAUTHENTICATED);
  });

  test('a refresh token does not call the API, and an access token does not refresh', async () => {
    expect((await studio.api.as(user.refreshToken).get(ME)).body).toEqual(UNAUTHENTICATED);
    expect((await user.api.post('/api/v1/auth/refresh')).body).toEqual(UNAUTHENTICATED);
  });

  test('a wrong password is 401, a disabled account 403', async () => {
    const { username, password } = user;
    const wrong = await studio.api.post('/api/v1/auth/login', { username, password: 'password124' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({ code: 401, message: '用户名或密码错误', data: null });

    const other = await studio.signUp();
    await studio.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${other.id}`);
    const shutOut = await studio.api.post('/api/v1/auth/login', { username: other.username, password });
    expect(shutOut.status).toBe(403);
    expect(shutOut.body).toEqual({ code: 403, message: '账号已停用', data: null });
    // A token that was given out before holds no longer, either.
    expect((await other.api.get(ME)).status).toBe(403);
    expect((await studio.api.as(other.refreshToken).post('/api/v1/auth/refresh')).status).toBe(403);
  });

  test('what is taken, or refers to nobody, is named', async () => {
    const account = { username: user.username, email: 'new@example.com', password: 'password123' };
    const taken = await studio.api.post('/api/v1/auth/register', account);
    expect(taken.status).toBe(400);
    expect(taken.body).toEqual({
      code: 400,
      message: '已存在',
      data: { errors: [{ field: 'body.username', message: '用户名已被使用' }] },
    });
    const unknown = { ...account, username: 'newcomer', referral_code: 'NOBODY22' };
    expect((await studio.api.post('/api/v1/auth/register', unknown)).body.data.errors).toEqual([
      { field: 'body.referral_code', message: '推荐码不存在' },
    ]);
  });

  test('what belongs to another user is not there', async () => {
    const owner = await studio.signUp(100);
    const made = await owner.api.post('/api/v1/video/generate', { script: '脚本', duration: 2 });
    const taskId = made.body.data.task_id as string;
    const jobId = taskId.replace('video_task_', '');
    for (const path of [
      `/api/v1/video/${taskId}/status`,
      `/api/v1/jobs/${jobId}`,
      `/api/v1/jobs/${jobId}/events`,
      `/api/v1/jobs/${jobId}/explain`,
    ]) {
      expect((await owner.api.get(path.replace('/events', ''))).status).toBe(200);
      expect((await user.api.get(path)).body).toEqual({ code: 404, message: '资源不存在', data: null });
    }
  });
});

describe('the browser session', () => {
  test('is a cookie that scripts cannot read and other sites do not send', async () => {
    const cookie = await cookieOf(user);
    expect(cookie).toMatch(/^taskloom\.sid=.*; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    expect(await cookieOf(user)).not.toBe(cookie);
  });

  test('opens event streams, and nothing else', async () => {
    const owner = await studio.signUp(100);
    const cookie = (await cookieOf(owner)).split(';')[0]!;
    const made = await owner.api.post('/api/v1/video/generate', { script: '脚本', duration: 2 });
    const jobId = (made.body.data.task_id as string).replace('video_task_', '');
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });

    const stream = await studio.api.get(`/api/v1/jobs/${jobId}/events`, { cookie });
    expect(stream.status).toBe(200);
    expect(stream.text).toContain('event: cancelled');
    expect(stream.headers.get('set-cookie')).toBeNull();

    expect((await studio.api.get(ME, { cookie })).body).toEqual(UNAUTHENTICATED);
    expect((await studio.api.get(`/api/v1/jobs/${jobId}`, { cookie })).body).toEqual(UNAUTHENTICATED);
    const order = await studio.api.post(
      '/api/v1/video/generate',
      { script: '脚本', duration: 2 },
      { cookie },
    );
    expect(order.body).toEqual(UNAUTHENTICATED);
  });

  test('opens the WebSocket from our own pages only', async () => {
    const cookie = (await cookieOf(user)).split(';')[0]!;
    const ours = await openSocket(studio, { headers: { cookie, origin: studio.baseUrl } });
    await ours.close();
    expect(
      await openSocket(studio, { headers: { cookie, origin: 'https://evil.example' } }).catch(String),
    ).toMatch('403');
    expect(await openSocket(studio, { headers: { cookie } }).catch(String)).toMatch('403');
    expect(await openSocket(studio, {}).catch(String)).toMatch('401');
  });

  test('that was made up is none', async () => {
    const cookie = 'taskloom.sid=s%3AAAAA.BBBB';
    const answer = await studio.api.get('/api/v1/jobs/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10/events', {
      cookie,
    });
    expect(answer.body).toEqual(UNAUTHENTICATED);
  });
});

describe('without Redis', () => {
  test('the API works, with tokens and with limits; only browser sessions are away', async () => {
    const alone = await platform({
      redisUrl: 'redis://127.0.0.1:1',
      settings: {
        rateLimits: {
          auth: { points: 3, seconds: 60 },
          generate: { points: 9, seconds: 60 },
          query: { points: 9, seconds: 60 },
          other: { points: 9, seconds: 60 },
        },
      },
    });
    try {
      const somebody = await alone.signUp(100);
      expect((await somebody.api.get(ME)).status).toBe(200);
      const { username, password } = somebody;
      const login = await alone.api.post('/api/v1/auth/login', { username, password });
      expect(login.status).toBe(200);
      expect(login.headers.get('set-cookie')).toBeNull();
      expect((await alone.api.post('/api/v1/auth/login', { username, password })).status).toBe(429);

      const made = await somebody.api.post('/api/v1/video/generate', { script: '脚本', duration: 2 });
      const jobId = (made.body.data.task_id as string).replace('video_task_', '');
      const path = `/api/v1/jobs/${jobId}/events`;
      expect((await alone.api.get(path, { cookie: 'taskloom.sid=s%3AAAAA.BBBB' })).status).toBe(503);

      const ready = await alone.api.get('/ready');
      expect(ready.body).toMatchObject({ checks: { mysql: 'ok', redis: 'away' } });
    } finally {
      await alone.close();
    }
  });
});
