import { randomUUID } from 'node:crypto';
import { HOLD_TTL_MS } from '../../domain/jobs/acceptance';
import { TASK_QUEUE } from '../../workflows/contract';
import { CALL_MODEL, WORKS_LONG } from '../support/agent-programs';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** What a task may cost is set aside once, however it is asked for, and stands for as long as the task does. */

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform({ slots: 1 });
});

afterAll(() => platform.close());

const WISH = {
  cli_name: 'codex',
  model_id: 'demo-text',
  user_input: '写一个脚本',
  budget: 1,
  max_seconds: 60,
};
const post = ({ browser }: Developer, wish: object = {}, headers: Record<string, string> = {}) =>
  browser.call('POST', '/api/v1/users/tasks', { ...WISH, ...wish }, headers);

test('one key is one task, however often it is sent', async () => {
  platform.script(() => WORKS_LONG);
  const ada = await platform.developer(10);
  const headers = { 'idempotency-key': 'one-task' };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post(ada, {}, headers)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.data.task_id}`)).size).toBe(1);
  const id = String(answers[0]?.body.data.task_id);
  expect((await post(ada, { user_input: 'another' }, headers)).status).toBe(409);
  expect((await ada.balance()).held).toBeCloseTo(1.06, 8);
  const raises = { 'idempotency-key': 'one-raise' };
  const raised = await Promise.all([1, 2, 3].map(() => ada.raise(id, 2, raises)));
  expect(raised.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await ada.balance()).held).toBeCloseTo(3.06, 8);
  expect(await ada.task(id)).toMatchObject({ budget: 3 });
  await ada.stop(id);
  await ada.ended(id);
  await ada.expectPaid([id], 10);
});

test('who cannot pay for it is told, and nothing is written', async () => {
  const ada = await platform.developer(1);
  const before = await Promise.all(['tasks', 'task_turns', 'jobs', 'sandboxes'].map(platform.count));
  const { status, body } = await post(ada);
  expect([status, body.data]).toEqual([402, { required: expect.any(Number), available: 1 }]);
  expect((body.data as { required: number }).required).toBeGreaterThan(1);
  expect(await Promise.all(['tasks', 'task_turns', 'jobs', 'sandboxes'].map(platform.count))).toEqual(before);
  expect(await ada.balance()).toEqual({ available: 1, held: 0 });
});

test('a raise that cannot be paid for changes nothing', async () => {
  platform.script(() => WORKS_LONG);
  const ada = await platform.developer(2);
  const id = String((await post(ada)).body.data.task_id);
  expect((await ada.raise(id, 5)).status).toBe(402);
  expect(await ada.task(id)).toMatchObject({ budget: 1 });
  await ada.stop(id);
  await ada.ended(id);
  await ada.expectPaid([id], 2);
});

test('the sweep of holds lets a turn wait, work and pause, and keeps all its holds', async () => {
  platform.script(() => WORKS_LONG);
  const [ada, bob] = [await platform.developer(10), await platform.developer(10)];
  const working = String((await post(ada)).body.data.task_id);
  await ada.at(working, 3);
  await ada.raise(working, 2);
  const waiting = String((await post(bob)).body.data.task_id);
  platform.advance(HOLD_TTL_MS + 1_000);
  expect(await sweep()).toMatchObject({ released: 0, extended: 3, failed: 0 });
  expect(await bob.task(waiting)).toMatchObject({ status: 'pending' });
  expect((await ada.balance()).held).toBeCloseTo(3.06, 8);
  await bob.stop(waiting);
  await bob.expectPaid([waiting], 10);
  await ada.stop(working);
  await ada.ended(working);
  await ada.expectPaid([working], 10);
});

test('a turn whose workflow was terminated fails, with its sandbox, its place and all its holds', async () => {
  platform.script(() => WORKS_LONG);
  const ada = await platform.developer(10);
  const id = String((await post(ada)).body.data.task_id);
  await ada.at(id, 3);
  await ada.raise(id, 2);
  const { job_id: job } = (await ada.explain(id)) as unknown as { job_id: string };
  await platform.worker?.client.workflow.getHandle(`task/${job}`).terminate('an operator wants it gone');
  platform.advance(HOLD_TTL_MS + 1_000);
  await sweep();
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'GENERATION_FAILED' },
    charged: 0,
  });
  expect(await ada.balance()).toEqual({ available: 10, held: 0 });
  await eventually(async () => expect(await platform.driver.list()).toEqual([]), 30_000);
  await ada.expectPaid([id], 10);
  platform.script(() => `${CALL_MODEL}\ndone()\n`);
  const next = String((await post(ada)).body.data.task_id);
  expect(await ada.ended(next)).toMatchObject({ status: 'finished' });
});

async function sweep(): Promise<unknown> {
  const { client } = platform.worker!;
  return client.workflow.execute('sweepHolds', {
    workflowId: randomUUID(),
    taskQueue: TASK_QUEUE,
  });
}
