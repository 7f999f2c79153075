import { platform, type TestPlatform } from '../support/platform';

/** What stands beside the surface: health, readiness, metrics, the reference and the landing page. */

let studio: TestPlatform;

beforeAll(async () => {
  studio = await platform({ worker: {}, settings: { metricsToken: 'a-token-for-prometheus' } });
});
afterAll(() => studio.close());

test('every answer names its request, and leaks nothing of the framework', async () => {
  for (const path of ['/', '/health', '/nothing', '/api/v1/models', '/docs/studio']) {
    const { headers } = await studio.api.get(path, { 'x-request-id': 'trace-7' });
    expect(headers.get('x-request-id')).toBe('trace-7');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  }
  const odd = await studio.api.get('/health', { 'x-request-id': 'x'.repeat(65) });
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the log has one line for each request, with who and what, and no secrets', async () => {
  const user = await studio.signUp(100);
  const { headers, body } = await user.api.post('/api/v1/video/generate', { script: '日出', duration: 2 });
  const jobId = (body.data.task_id as string).replace('video_task_', '');
  const lines = studio.logged.filter(({ requestId }) => requestId === headers.get('x-request-id'));
  expect(lines).toMatchObject([
    {
      msg: 'request',
      operation: 'studio.generateVideo',
      method: 'POST',
      path: '/api/v1/video/generate',
      status: 200,
      userId: user.id,
      jobId,
      workflowId: `video/${jobId}`,
    },
  ]);
  const log = JSON.stringify(studio.logged);
  for (const secret of [user.password, user.accessToken, user.refreshToken])
    expect(log).not.toContain(secret);
});

describe('readiness', () => {
  test('all is well', async () => {
    expect((await studio.api.get('/health')).body).toEqual({ status: 'ok' });
    const ready = await studio.api.get('/ready');
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({ status: 'ready', checks: { mysql: 'ok', temporal: 'ok', redis: 'ok' } });
  });

  test('without Temporal or Redis it lives, and says what is missing', async () => {
    const alone = await platform({ redisUrl: 'redis://127.0.0.1:1' });
    try {
      expect((await alone.api.get('/health')).status).toBe(200);
      const ready = await alone.api.get('/ready');
      expect(ready.status).toBe(503);
      expect(ready.body).toEqual({
        status: 'not ready',
        checks: { mysql: 'ok', temporal: 'away', redis: 'away' },
      });
    } finally {
      await alone.close();
    }
  });

  test('a schema that this code does not fit is not ready', async () => {
    const behind = await platform();
    try {
      await behind.db.query("DELETE FROM schema_migrations WHERE name = '0005-catalog'");
      const { body } = await behind.api.get('/ready');
      expect(body).toMatchObject({
        status: 'not ready',
        checks: { mysql: 'the migrations 0005-catalog are pending' },
      });
    } finally {
      await behind.close();
    }
  });
});

test('browsers find the icon that they ask for with every page', async () => {
  const { status, headers } = await studio.api.get('/favicon.ico');
  expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
});

describe('metrics', () => {
  test('are for who has the token', async () => {
    expect((await studio.api.get('/metrics')).status).toBe(401);
    expect((await studio.api.as('a-token-for-somebody-else').get('/metrics')).status).toBe(401);
  });

  test('tell of requests by operation, jobs, money and what is owed to Temporal', async () => {
    const { text, headers } = await studio.api.as('a-token-for-prometheus').get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    for (const line of [
      /taskloom_http_request_duration_seconds_count\{operation="studio\.listModels",method="GET",status="401"\} 1/,
      /taskloom_wallet_credits (50|100)\n/,
      /taskloom_pending_holds \d/,
      /taskloom_outbox_entries \d/,
      /taskloom_websockets_open 0/,
      /process_resident_memory_bytes \d+/,
    ]) {
      expect(text).toMatch(line);
    }
  });
});

describe('the reference', () => {
  test('serves the document as one JSON, whose references all lead somewhere in it', async () => {
    const { body, text } = await studio.api.get('/openapi/studio.json');
    expect(body.openapi).toBe('3.1.0');
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!);
    expect(references.length).toBeGreaterThan(20);
    for (const ref of references) {
      const found = ref
        .split('/')
        .slice(1)
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], body);
      expect({ ref, found: typeof found }).toEqual({ ref, found: 'object' });
    }
  });

  test('has an index', async () => {
    const answer = await fetch(`${studio.baseUrl}/docs`);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    for (const name of ['studio', 'code', 'agent', 'gateway', 'relay'])
      expect(page).toContain(`/docs/${name}`);
  });

  test('has a page that loads from us alone', async () => {
    const page = await studio.api.get('/docs/studio');
    const links = [...page.text.matchAll(/(?:src|href|data-url)="([^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const link of links) {
      expect(link).toMatch(/^\/(docs|openapi)\//);
      expect((await studio.api.get(link)).status).toBe(200);
    }
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await studio.api.get('/docs/assets/package.json')).status).toBe(404);
  });
});

test('the landing page leads to everything', async () => {
  const { text, status, headers } = await studio.api.get('/');
  expect(status).toBe(200);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const name of ['studio', 'code', 'agent', 'gateway', 'relay']) expect(text).toContain(`/docs/${name}`);
  expect(text).toContain(`curl ${studio.baseUrl}/api/v1/auth/register`);
});

test('the surface is served under its own prefix, too', async () => {
  const user = await studio.signUp();
  const { status, body } = await user.api.get('/studio/api/v1/auth/me');
  expect(status).toBe(200);
  expect(body.data.id).toBe(user.id);
});
