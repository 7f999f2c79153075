import { QueryTypes } from 'sequelize';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform();
});

afterAll(() => platform.close());

/** Remembers what it was asked in a file, and says all that it remembers. */
const REMEMBERS = `
import json, os
open("asked.txt", "a").write(os.environ["PROMPT"] + "\\n")
print(json.dumps({"session": "s-1"}))
print(json.dumps({"type": "text", "data": {"text": open("asked.txt").read() + os.environ["SESSION"]}}))
print(json.dumps({"end": {"ok": True}}), flush=True)
`;
/** Works until it is stopped. */
const WORKS = 'import time; print("{}", flush=True); time.sleep(600)';
const FAILS = 'import sys; sys.exit(3)';

const turnsOf = (id: string) => `/api/v1/users/tasks/${id}/turns`;

async function balanced(ada: Developer): Promise<void> {
  await eventually(async () => {
    expect((await ada.balance()).held).toBe(0);
    expect((await platform.ledger.audit()).violations).toEqual([]);
  });
}

test('a turn after the first finds the files and the conversation, and is charged by itself', async () => {
  const ada = await platform.developer(100);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask({ user_input: 'one' });
  const first = await ada.ended(id);

  const answer = await ada.browser.post(turnsOf(id), { content: 'two', budget: 1, max_seconds: 60 });
  expect(answer.status).toBe(200);
  expect(answer.body.data).toMatchObject({ task_id: id, vm_id: first['vm_id'], turns: 2, budget: 1 });
  const task = await ada.ended(id);
  expect(task).toMatchObject({ status: 'finished', turns: 2 });

  const texts = (await ada.events(id))
    .filter(({ type }) => type === 'text')
    .map(({ data }) => (data as { text: string }).text);
  expect(texts).toEqual(['one\n', 'one\ntwo\ns-1']);
  const { turns } = (await ada.browser.get(`/api/v1/users/tasks/${id}/explain`)).body.data as {
    turns: { number: number; reserved: number; charged: number }[];
  };
  expect(turns.map(({ number }) => number)).toEqual([1, 2]);
  expect(turns[1]?.reserved).toBeCloseTo(1 + 60 * 0.001, 8);
  await balanced(ada);
  const spent = turns.reduce((sum, { charged }) => sum + charged, 0);
  expect((await ada.balance()).available).toBeCloseTo(100 - spent, 8);
});

test('what a turn has run is forgotten when the next begins, but for terminals', async () => {
  const ada = await platform.developer(100);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask();
  const { vm_id: vm } = await ada.ended(id);
  const sandbox = (await platform.driver.attach(String(vm)))!;
  try {
    await sandbox.run({ id: 'terminal-1', argv: ['/bin/true'] });
    await sandbox.wait('terminal-1');
    for (const number of [2, 3]) {
      expect((await ada.browser.post(turnsOf(id), { content: 'more' })).status).toBe(200);
      expect(await ada.ended(id)).toMatchObject({ status: 'finished', turns: number });
    }
    const names = (await sandbox.processes()).map((each) => each.id).sort();
    expect(names).toEqual(['agent-3-1', 'diff-3', 'stage-3', 'terminal-1', 'tidy-3', 'unlink-3']);
  } finally {
    sandbox.close();
  }
});

test('one turn at a time: of two that are asked for at once, one is refused', async () => {
  const ada = await platform.developer(100);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask();
  await ada.ended(id);
  platform.script(() => WORKS);
  const answers = await Promise.all([1, 2].map((n) => ada.browser.post(turnsOf(id), { content: `${n}` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { msg, data } = answers.find(({ status }) => status === 409)?.body ?? {};
  expect([msg, data]).toEqual(['任务的本轮尚未结束', { reason: 'TASK_BUSY' }]);

  await eventually(async () => expect((await ada.task(id))['phase']).toBe('working'));
  await ada.browser.put('/api/v1/users/tasks/stop', { task_id: id });
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
  // It was stopped with everything in it.
  const after = await ada.browser.post(turnsOf(id), { content: 'three' });
  expect(after.status).toBe(409);
  expect(after.body.msg).toBe('沙箱已不存在');
  await balanced(ada);
});

test('of a turn and the end of its task that are asked for at once, one is refused', async () => {
  const ada = await platform.developer(100);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask();
  await ada.ended(id);
  platform.script(() => WORKS);
  const answers = await platform.db.transaction(async (tx) => {
    // Both come while the task is held, the turn first.
    await platform.db.query('SELECT id FROM tasks WHERE id = ? FOR UPDATE', {
      replacements: [id],
      transaction: tx,
    });
    const added = ada.browser.post(turnsOf(id), { content: 'more' });
    await eventually(async () => expect(await waitingFor(id)).toBe(1));
    const removed = ada.browser.call('DELETE', `/api/v1/users/tasks/${id}`);
    await eventually(async () => expect(await waitingFor(id)).toBe(2));
    return [added, removed];
  });
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 409]);
  await ada.stop(id);
  await ada.ended(id);
  await balanced(ada);
});

/** How many statements wait to read or change a task that is locked. */
async function waitingFor(id: string): Promise<number> {
  const [row] = await platform.db.query<{ waiting: number }>(
    `SELECT COUNT(*) AS waiting FROM information_schema.processlist
     WHERE id <> CONNECTION_ID() AND info LIKE ? AND (info LIKE '%FOR UPDATE' OR info LIKE 'UPDATE%')`,
    { replacements: [`%${id}%`], type: QueryTypes.SELECT },
  );
  return Number(row?.waiting);
}

test('who has too few credits for it has no turn, and the task can go on later', async () => {
  const ada = await platform.developer(8);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask({ max_seconds: 60 });
  await ada.ended(id);
  expect((await ada.browser.post(turnsOf(id), { content: 'more', budget: 50 })).status).toBe(402);
  expect((await ada.task(id))['turns']).toBe(1);
  expect((await ada.browser.post(turnsOf(id), { content: 'more', budget: 1 })).status).toBe(200);
  expect(await ada.ended(id)).toMatchObject({ status: 'finished', turns: 2 });
});

test('a task that failed begins anew as another one; one that ended well does not', async () => {
  const ada = await platform.developer(100);
  platform.script(() => FAILS);
  const id = await ada.newTask({ user_input: 'again' });
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'AGENT_FAILED' } });
  platform.script(() => REMEMBERS);
  const { status, body } = await ada.browser.post(`/api/v1/users/tasks/${id}/retry`);
  expect(status).toBe(200);
  const next = body.data.task_id as string;
  expect(next).not.toBe(id);
  expect(await ada.ended(next)).toMatchObject({ status: 'finished', title: 'again' });
  const again = await ada.browser.post(`/api/v1/users/tasks/${next}/retry`);
  expect([again.status, again.body.data]).toEqual([409, { reason: 'TASK_SUCCEEDED' }]);
});

test("nobody adds a turn to somebody else's task", async () => {
  const ada = await platform.developer(100);
  platform.script(() => REMEMBERS);
  const id = await ada.newTask();
  await ada.ended(id);
  const eve = await platform.developer(100);
  expect((await eve.browser.post(turnsOf(id), { content: 'mine' })).status).toBe(404);
  expect((await eve.browser.post(`/api/v1/users/tasks/${id}/retry`)).status).toBe(404);
});
