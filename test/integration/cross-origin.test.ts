import { apiClient } from '../support/api-client';
import { newCodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

/** Pages of other origins: those that the installation names may call, with cookies, and no others. */

const FRONTEND = 'https://app.example.com';
const ELSEWHERE = 'https://evil.example';

let taskloom: TestPlatform;
beforeAll(async () => {
  taskloom = await platform({ settings: { corsOrigins: [FRONTEND] } });
});
afterAll(() => taskloom.close());

const preflight = (origin: string) =>
  taskloom.api.call('OPTIONS', '/api/v1/auth/login', {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });

test('a page that is known may call, and read what limits it', async () => {
  const { status, headers } = await preflight(FRONTEND);
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe(FRONTEND);
  expect(headers.get('access-control-allow-credentials')).toBe('true');
  expect(headers.get('access-control-allow-methods')).toContain('PUT');
  const answer = await taskloom.api.get('/api/v1/models', { origin: FRONTEND });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('access-control-allow-origin')).toBe(FRONTEND);
  expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
});

test('a page from elsewhere may not', async () => {
  for (const origin of [ELSEWHERE, 'null', `${FRONTEND}.evil.example`]) {
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('cookies are taken from the pages that are known alone', async () => {
  const user = await newCodeUser(taskloom);
  const create = (origin: string) =>
    user.browser.call('POST', '/api/v1/teams', { name: '组' }, { origin, 'sec-fetch-site': 'same-site' });
  expect((await create(FRONTEND)).status).toBe(200);
  expect((await create(ELSEWHERE)).status).toBe(403);
});

test('an installation that names none has no such headers', async () => {
  const alone = await platform();
  try {
    const { headers } = await apiClient(alone.baseUrl).get('/api/v1/models', { origin: FRONTEND });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  } finally {
    await alone.close();
  }
});

test.each([
  ['studio', { code: 404, message: '资源不存在', data: null }],
  ['code', { code: 40400, msg: '资源不存在', data: null }],
  ['agent', { code: 404, message: 'common.error.notFound', data: null, timestamp: expect.any(Number) }],
  ['gateway', { error: '资源不存在', type: 'not_found' }],
  ['relay', { code: 404, message: '资源不存在' }],
])('a path that %s does not have is told of in its own shape', async (surface, body) => {
  const answer = await taskloom.api.get(`/${surface}/nothing/here`);
  expect([answer.status, answer.body]).toEqual([404, body]);
});

test.each([
  ['/api/v1/users/tasks/nothing/there/is', { code: 40400, msg: '资源不存在', data: null }],
  ['/api/v1/teams/images/nothing/here', { code: 40400, msg: '资源不存在', data: null }],
  ['/api/v1/writing/nothing', { code: 404, message: '资源不存在', data: null }],
  ['/auth/nothing', { error: '资源不存在', type: 'not_found' }],
  // Several have paths there, or nobody.
  ['/api/auth/login/nothing', { code: 404, message: '资源不存在', data: null }],
  ['/api/v1/nothing', { code: 404, message: '资源不存在', data: null }],
  ['/nothing', { code: 404, message: '资源不存在', data: null }],
])('whoever misses %s is told in the shape of the paths that are near', async (path, body) => {
  const answer = await taskloom.api.get(path);
  expect([answer.status, answer.body]).toEqual([404, body]);
});
