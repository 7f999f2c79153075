import { randomUUID } from 'node:crypto';
import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** A client that is not sure sends the same request again: it is done once, and answered the same. */

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform({ cashier: true });
});
beforeEach(async () => {
  user = await studio.signUp(1000);
});
afterAll(() => studio.close());

const video = { script: '清晨的城市', duration: 3 };
const deck = { topic: '产品发布会', outline: ['产品介绍', '核心功能'] };
const newKey = () => ({ 'idempotency-key': randomUUID() });

/** Ends a deck's job as the worker would. */
async function finish(jobId: string, at: TestPlatform = studio): Promise<void> {
  await at.jobs.started(jobId);
  await at.artifacts.save(jobId, 'deck', Buffer.from('slides'), {
    fileName: '产品发布会.pptx',
    contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  });
  await at.jobs.succeed(jobId, {});
}

test('a key that was used for one thing does not answer for another of the same operation', async () => {
  const key = newKey();
  const order = (tool: string) =>
    user.api.post(`/api/v1/writing/${tool}/generate`, { title: '如何提高工作效率' }, key);
  const first = await order('resume');
  expect(first.status).toBe(200);
  expect((await order('resume')).body.data.job_id).toBe(first.body.data.job_id);
  expect((await order('work_report')).status).toBe(409);
});

test('the same video ordered twice is one job, one charge, one answer', async () => {
  const key = newKey();
  const first = await user.api.post('/api/v1/video/generate', video, key);
  const second = await user.api.post(
    '/api/v1/video/generate',
    { duration: 3, script: '清晨的城市', extra: 1 },
    key,
  );
  expect(first.status).toBe(200);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(second.text).toBe(first.text);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
  expect(await user.balance()).toEqual({ available: 950, held: 50 });
});

test('a changed body under the same key is a conflict, and does nothing', async () => {
  const key = newKey();
  await user.api.post('/api/v1/video/generate', video, key);
  const changed = await user.api.post('/api/v1/video/generate', { ...video, duration: 4 }, key);
  expect(changed.status).toBe(409);
  expect(changed.body).toEqual({ code: 409, message: '相同的 Idempotency-Key 已用于不同的请求', data: null });
  expect(await user.balance()).toEqual({ available: 950, held: 50 });
});

test('twenty at once are one job with one answer', async () => {
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => user.api.post('/api/v1/video/generate', video, key)),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await user.balance()).toEqual({ available: 950, held: 50 });
});

test('a repeat while the deck is being made waits with the first, and both get the same link', async () => {
  const key = newKey();
  const accepted = studio.nextJob(user.id);
  const both = [
    user.api.post('/api/v1/ppt/generate', deck, key),
    user.api.post('/api/v1/ppt/generate', deck, key),
  ];
  await finish(await accepted);
  const [first, second] = await Promise.all(both);
  expect(first!.body.message).toBe('生成成功');
  expect(second!.text).toBe(first!.text);
  expect(await user.balance()).toEqual({ available: 970, held: 0 });
});

test('a client that hung up finds its deck by asking again', async () => {
  const key = newKey();
  const accepted = studio.nextJob(user.id);
  const impatient = new AbortController();
  const gone = fetch(`${studio.baseUrl}/api/v1/ppt/generate`, {
    method: 'POST',
    signal: impatient.signal,
    body: JSON.stringify(deck),
    headers: { ...key, 'content-type': 'application/json', authorization: `Bearer ${user.accessToken}` },
  }).catch((error: Error) => error.name);
  const jobId = await accepted;
  impatient.abort();
  expect(await gone).toBe('AbortError');

  await finish(jobId);
  const again = await user.api.post('/api/v1/ppt/generate', deck, key);
  expect(again.body).toMatchObject({ message: '生成成功', data: { credits_used: 30 } });
  expect(await user.balance()).toEqual({ available: 970, held: 0 });
});

test('an answer that came before the deck was done is not the last word', async () => {
  const quick = await platform({ settings: { waitMs: 0 } });
  try {
    const buyer = await quick.signUp(100);
    const key = newKey();
    const early = await buyer.api.post('/api/v1/ppt/generate', deck, key);
    expect(early.body).toEqual({
      code: 200,
      message: '任务已创建',
      data: {
        ppt_id: expect.any(Number),
        job_id: expect.any(String),
        status: 'processing',
        download_url: null,
        credits_used: 0,
      },
    });
    const { job_id: jobId, ppt_id: pptId } = early.body.data as { job_id: string; ppt_id: number };
    await finish(jobId, quick);
    const late = await buyer.api.post('/api/v1/ppt/generate', deck, key);
    expect(late.body).toMatchObject({ message: '生成成功', data: { ppt_id: pptId, credits_used: 30 } });
    expect(await buyer.balance()).toEqual({ available: 70, held: 0 });
  } finally {
    await quick.close();
  }
});

test('a deck that failed answers its reason again, and is not made anew', async () => {
  const key = newKey();
  const accepted = studio.nextJob(user.id);
  const asked = user.api.post('/api/v1/ppt/generate', deck, key);
  await studio.jobs.giveUp(await accepted, { state: 'failed', reason: 'GENERATION_FAILED' });
  const first = await asked;
  expect(first.status).toBe(500);
  expect(first.body).toEqual({ code: 40007, message: '内容生成失败', data: null });
  const again = await user.api.post('/api/v1/ppt/generate', deck, key);
  expect(again.body).toEqual(first.body);
  expect(await user.balance()).toEqual({ available: 1000, held: 0 });
});

test('too few credits hold nothing, and the same key works once there are enough', async () => {
  const poor = await studio.signUp(12.5);
  const key = newKey();
  const refused = await poor.api.post('/api/v1/ppt/generate', deck, key);
  expect(refused.status).toBe(402);
  expect(refused.body).toEqual({ code: 40001, message: '积分不足', data: { required: 30, available: 12.5 } });
  expect(await poor.balance()).toEqual({ available: 12.5, held: 0 });
  const again = await poor.api.post('/api/v1/ppt/generate', deck, key);
  expect(again.body).toEqual(refused.body);
});

test('one order of credits', async () => {
  const key = newKey();
  const body = { amount: 10, payment_method: 'wechat' };
  const answers = await Promise.all([1, 2, 3].map(() => user.api.post('/api/v1/credit/recharge', body, key)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const { body: list } = await user.api.get('/api/v1/credit/recharge/orders');
  expect(list.data.total).toBe(1);
});

test('one account, though nobody is signed in', async () => {
  const key = newKey();
  const account = {
    username: `twice_${Date.now()}`,
    email: `twice${Date.now()}@example.com`,
    password: 'secret1',
  };
  const answers = await Promise.all([1, 2].map(() => studio.api.post('/api/v1/auth/register', account, key)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[1]!.text).toBe(answers[0]!.text);
  const changed = await studio.api.post('/api/v1/auth/register', { ...account, password: 'secret2' }, key);
  expect(changed.status).toBe(409);
});

test('a key is its user’s own', async () => {
  const key = newKey();
  const other = await studio.signUp(1000);
  const mine = await user.api.post('/api/v1/video/generate', video, key);
  const theirs = await other.api.post('/api/v1/video/generate', video, key);
  expect(theirs.status).toBe(200);
  expect(theirs.body.data.task_id).not.toBe(mine.body.data.task_id);
});
