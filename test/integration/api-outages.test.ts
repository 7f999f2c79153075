import { randomUUID } from 'node:crypto';
import { layCable, type Cable } from '../support/cable';
import { required } from '../support/environment';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { openSocket } from '../support/socket';

/** What a client sees while something that the API stands on is away, and once it is back. */

let studio: TestPlatform;
let database: Cable;
let redis: Cable;
let user: TestUser;

beforeAll(async () => {
  const [mysqlAt, redisAt] = ['TASKLOOM_TEST_DATABASE_URL', 'TASKLOOM_TEST_REDIS_URL'].map(
    (name) => new URL(required(name)),
  ) as [URL, URL];
  database = await layCable({ host: mysqlAt.hostname, port: Number(mysqlAt.port) });
  redis = await layCable({ host: redisAt.hostname, port: Number(redisAt.port) });
  studio = await platform({
    databaseUrl: (url) => through(database, url),
    redisUrl: through(redis, redisAt.href),
  });
  user = await studio.signUp(1000);
});
afterAll(async () => {
  await studio.close();
  await database.remove();
  await redis.remove();
});

function through({ host, port }: Cable, url: string): string {
  const address = new URL(url);
  address.host = `${host}:${port}`;
  return address.href;
}

async function readiness(): Promise<Record<string, string>> {
  return (await studio.api.get('/ready')).body.checks as Record<string, string>;
}

test('without MySQL every call is told to come back, and the process lives', async () => {
  database.cut();
  const answer = await user.api.get('/api/v1/models', { 'accept-language': 'en' });
  expect(answer.status).toBe(503);
  expect(answer.body).toEqual({ code: 503, message: 'The service is not available now', data: null });
  expect((await studio.api.get('/health')).status).toBe(200);
  expect(await readiness()).toMatchObject({ mysql: 'away' });
  database.mend();
  expect((await user.api.get('/api/v1/models')).status).toBe(200);
  expect(await readiness()).toMatchObject({ mysql: 'ok' });
});

test('MySQL that goes while a client waits: the same request again finds its one job', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const accepted = studio.nextJob(user.id);
  const deck = { topic: '产品发布会', outline: ['产品介绍'] };
  const waiting = user.api.post('/api/v1/ppt/generate', deck, key);
  const jobId = await accepted;
  database.cut();
  await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
  expect((await waiting).status).toBe(503);
  database.mend();
  const again = await user.api.post('/api/v1/ppt/generate', deck, key);
  expect(again.body).toMatchObject({ code: 40007 });
  expect(await studio.count('jobs')).toBe(1);
  expect(await user.balance()).toEqual({ available: 1000, held: 0 });
});

test('Redis that goes and comes back is missed by nobody but sessions', async () => {
  redis.cut();
  const { username, password } = user;
  expect((await user.api.get('/api/v1/auth/me')).status).toBe(200);
  const login = await studio.api.post('/api/v1/auth/login', { username, password });
  expect(login.status).toBe(200);
  expect(login.headers.get('set-cookie')).toBeNull();
  redis.mend();
  const signIn = () => studio.api.post('/api/v1/auth/login', { username, password });
  while ((await signIn()).headers.get('set-cookie') === null);
  expect(await readiness()).toMatchObject({ redis: 'ok' });
});

test('a WebSocket tells what happened while Redis was away, once it is back', async () => {
  const socket = await openSocket(studio, { protocols: ['bearer', user.accessToken] });
  const { body } = await user.api.post('/api/v1/video/generate', { script: '日出', duration: 3 });
  const jobId = (body.data.task_id as string).replace('video_task_', '');
  await socket.until(({ type }) => type === 'queued');
  redis.cut();
  await studio.jobs.started(jobId);
  await studio.jobs.progress(jobId, 50, {});
  redis.mend();
  await socket.until(({ type }) => type === 'progress');
  const seen = socket.messages.filter(({ job_id: id }) => id === jobId);
  expect(seen.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'queued'],
    [2, 'started'],
    [3, 'progress'],
  ]);
  await socket.close();
});
