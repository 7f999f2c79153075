import { createSandboxHosts } from '../../domain/sandboxes/hosts';
import { seedGateway } from '../../domain/gateway/seed';
import { captchaPass } from '../support/captcha';
import { newCodeUser, type CodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

/** The examples of the surface's own documentation on models, tasks, images and conversations, as they are written there. */

let code: TestPlatform;
let user: CodeUser;
let modelId: string;
let taskId: string;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const aTime = expect.any(Number) as number;
const aUuid = expect.stringMatching(UUID) as string;

beforeAll(async () => {
  code = await platform();
  await seedGateway(code);
  await createSandboxHosts(code).seen({
    ...{ id: 'here', instance: 'one', driver: 'bubblewrap', slots: 1, address: '' },
    images: [{ name: 'monkeycode-agent', tag: 'latest' }],
  });
  user = await newCodeUser(code, 100);
});
afterAll(() => code.close());

test('3.1: the models, a page at a time', async () => {
  const { status, body } = await user.browser.get('/api/v1/users/models?limit=100');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code: 0,
    msg: 'success',
    data: { page: { next_cursor: null, has_more: false } },
  });
  const [model] = body.data.models;
  expect(model).toMatchObject({
    id: aUuid,
    name: expect.any(String),
    provider: expect.any(String),
    interface_type: 'openai_chat',
    allowed_plans: ['basic', 'pro', 'ultra'],
    pricing: { input: expect.any(Number), output: expect.any(Number), currency: 'CNY', unit: '1M tokens' },
  });
  modelId = model.id as string;
});

const ORDER = {
  cli_name: 'opencode',
  interface_type: 'openai_chat',
  user_input: '写一个Python脚本读取CSV文件',
  system_prompt: '你是一个专业的Python开发者',
  max_tokens: 4096,
  temperature: 0.7,
};

test('4.1: a task', async () => {
  const { status, body } = await user.browser.post('/api/v1/users/tasks', { ...ORDER, model_id: modelId });
  expect(status).toBe(200);
  expect(body).toEqual({
    code: 0,
    msg: 'success',
    data: { task_id: aUuid, vm_id: aUuid, status: 'pending', created_at: aTime },
  });
  taskId = body.data.task_id as string;
  const { user_input: content, ...rest } = ORDER;
  const alias = await user.browser.post('/api/v1/users/tasks', { ...rest, content, model_id: modelId });
  expect(alias.body).toMatchObject({ code: 0, data: { status: 'pending' } });
  const stopped = await user.browser.put('/api/v1/users/tasks/stop', { id: alias.body.data.task_id });
  expect(stopped.body).toEqual({ code: 0, msg: 'success' });
});

test('7.1 and 7.2: a conversation about it, and a message', async () => {
  const wish = { title: '代码审查任务', task_id: taskId, model_id: modelId };
  const made = await user.browser.post('/api/v1/users/conversations', wish);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    code: 0,
    data: { id: aUuid, title: '代码审查任务', task_id: taskId, created_at: aTime },
  });
  const path = `/api/v1/users/conversations/${made.body.data.id as string}/messages`;
  const sent = await user.browser.post(path, { content: '审查这个代码文件', role: 'user' });
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({
    code: 0,
    data: { id: aUuid, role: 'user', content: '审查这个代码文件', created_at: aTime },
  });
});

test('4.2: the task is stopped, under either name of its id', async () => {
  for (const body of [{ task_id: taskId }, { id: taskId }]) {
    const answer = await user.browser.put('/api/v1/users/tasks/stop', body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ code: 0, msg: 'success' });
  }
  const task = await user.browser.get(`/api/v1/users/tasks/${taskId}`);
  expect(task.body.data).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
});

test('5.1: the subscription', async () => {
  const { status, body } = await user.browser.get('/api/v1/users/subscription');
  expect(status).toBe(200);
  expect(body).toMatchObject({ code: 0, msg: 'success', data: { plan: 'pro', auto_renew: false } });
  const { concurrent_tasks, waiting_tasks, max_seconds, hour_price, task_budget, credits } = body.data;
  expect({ concurrent_tasks, waiting_tasks, max_seconds }).toEqual({
    ...{ concurrent_tasks: 3, waiting_tasks: 50, max_seconds: 3600 },
  });
  expect([hour_price, task_budget]).toEqual([expect.any(Number), expect.any(Number)]);
  const { available, held } = await user.balance();
  expect(credits).toEqual({ available, held });
});

test('6.2: the images', async () => {
  const { status, body } = await user.browser.get('/api/v1/teams/users/images');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code: 0,
    data: { images: [{ id: aUuid, name: 'monkeycode-agent', tag: 'latest' }] },
  });
});

test('8.2: a mail for a new password, asked for as the real server is', async () => {
  const answer = await code.api.call('PUT', '/api/v1/users/passwords/reset-request', {
    body: { emails: [user.email], captcha_token: await captchaPass(code) },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({ code: 0, msg: '重置邮件已发送' });
});
