import { untilBlocked } from '../support/blocked';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform();
});

afterAll(() => platform.close());

/** Answers what it was asked, in two texts. */
const ANSWERS = `
import json, os
for text in ["你好", "You said: " + os.environ["PROMPT"]]:
    print(json.dumps({"type": "text", "data": {"text": text}}))
print(json.dumps({"end": {"ok": True}}), flush=True)
`;

const ALL = '/api/v1/users/conversations';

async function begin(ada: Developer, body: object): Promise<string> {
  const answer = await ada.browser.post(ALL, body);
  expect(answer.status).toBe(201);
  return answer.body.data.id as string;
}

async function messages(ada: Developer, id: string) {
  const { body } = await ada.browser.get(`${ALL}/${id}/messages`);
  return (body.data.messages as { role: string; content: string }[]).map(({ role, content }) => [
    role,
    content,
  ]);
}

test('a message is the next turn of a live task, and what the agent writes is the answer', async () => {
  const ada = await platform.developer(100);
  platform.script(() => ANSWERS);
  const taskId = await ada.newTask();
  await ada.ended(taskId);
  const id = await begin(ada, { title: '代码审查任务', task_id: taskId, model_id: 'demo-text' });

  const said = await ada.browser.post(`${ALL}/${id}/messages`, {
    ...{ content: '审查 "it"', role: 'user', budget: 1.25 },
  });
  expect(said.status).toBe(200);
  expect(said.body.data).toEqual({
    id: expect.any(String),
    role: 'user',
    content: '审查 "it"',
    turn: 2,
    created_at: expect.any(Number),
  });
  expect((await ada.browser.post(`${ALL}/${id}/messages`, { content: 'and' })).status).toBe(409);
  expect(await ada.ended(taskId)).toMatchObject({ status: 'finished', turns: 2, budget: 1.25 });
  // A list says the same as each task does.
  const { tasks } = (await ada.browser.get('/api/v1/users/tasks')).body.data as { tasks: unknown[] };
  expect(tasks).toEqual([await ada.task(taskId)]);
  expect(await messages(ada, id)).toEqual([
    ['user', '审查 "it"'],
    ['assistant', '你好\n\nYou said: 审查 "it"'],
  ]);

  // When its sandbox is gone, what is said is only kept.
  const { vm_id: vmId } = await ada.task(taskId);
  await ada.browser.put(`/api/v1/users/vms/${String(vmId)}/stop`);
  await eventually(async () => {
    expect((await ada.browser.get(`/api/v1/users/vms/${String(vmId)}`)).body.data.state).toBe('gone');
  });
  const late = await ada.browser.post(`${ALL}/${id}/messages`, { content: 'bye' });
  expect([late.status, late.body.data.turn]).toEqual([200, null]);
  expect((await messages(ada, id)).at(-1)).toEqual(['user', 'bye']);
  const all = (await ada.browser.get(`${ALL}/${id}/messages`)).body.data.messages as { turn: unknown }[];
  expect(all.map(({ turn }) => turn)).toEqual([2, 2, null]);
  expect((await ada.task(taskId))['turns']).toBe(2);
});

test('an answer of any length ends its turn, and is kept as far as there is room', async () => {
  const ada = await platform.developer(100);
  platform.script(() => ANSWERS);
  const taskId = await ada.newTask();
  await ada.ended(taskId);
  const id = await begin(ada, { title: 'long', task_id: taskId });
  platform.script(
    () => `
import json
for n in range(40): print(json.dumps({"type": "text", "data": {"text": chr(97 + n % 26) * 32768}}))
print(json.dumps({"end": {"ok": True}}), flush=True)
`,
  );
  expect((await ada.browser.post(`${ALL}/${id}/messages`, { content: 'much' })).status).toBe(200);
  expect(await ada.ended(taskId)).toMatchObject({ status: 'finished', turns: 2 });
  const [, [role, content = ''] = []] = await messages(ada, id);
  expect(role).toBe('assistant');
  expect(Buffer.byteLength(content)).toBe(1024 * 1024);
  expect(content.startsWith(`${'a'.repeat(32768)}\n\n${'b'.repeat(32768)}\n\nc`)).toBe(true);
  expect(content.endsWith('…')).toBe(true);
  await eventually(async () => expect((await ada.balance()).held).toBe(0));
});

test('an answer with characters that no page shows is kept as it is', async () => {
  const ada = await platform.developer(100);
  platform.script(() => ANSWERS);
  const taskId = await ada.newTask();
  await ada.ended(taskId);
  const id = await begin(ada, { title: 'odd', task_id: taskId });
  platform.script(
    () => `
import json
print(json.dumps({"type": "text", "data": {"text": "a\\u0000b'\\"?"}}))
print(json.dumps({"type": "text", "data": {"text": 7}}))
print(json.dumps({"end": {"ok": True}}), flush=True)
`,
  );
  await ada.browser.post(`${ALL}/${id}/messages`, { content: 'odd' });
  expect(await ada.ended(taskId)).toMatchObject({ status: 'finished', turns: 2 });
  expect((await messages(ada, id))[1]).toEqual(['assistant', 'a\u0000b\'"?']);
});

test('a message that is sent again under its key is the same message, and the same turn', async () => {
  const ada = await platform.developer(100);
  platform.script(() => ANSWERS);
  const taskId = await ada.newTask();
  await ada.ended(taskId);
  const id = await begin(ada, { title: 'again', task_id: taskId });
  const send = (content: string, key: string) =>
    ada.browser.call('POST', `${ALL}/${id}/messages`, { content }, { 'idempotency-key': key });
  const answers = await Promise.all(Array.from({ length: 5 }, () => send('once', 'one')));
  await ada.ended(taskId);
  answers.push(await send('once', 'one'));
  // The answer to the first was lost before it was kept.
  await platform.db.query("UPDATE idempotency_keys SET response = NULL WHERE idem_key = 'one'");
  answers.push(await send('once', 'one'));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ body }) => body.data.id as string)).size).toBe(1);
  expect(await ada.ended(taskId)).toMatchObject({ turns: 2 });
  expect((await messages(ada, id)).map(([role]) => role)).toEqual(['user', 'assistant']);
  expect((await send('other', 'one')).status).toBe(409);

  const plain = await begin(ada, { title: 'plain' });
  const keep = () =>
    ada.browser.call('POST', `${ALL}/${plain}/messages`, { content: 'note' }, { 'idempotency-key': 'two' });
  expect((await Promise.all([keep(), keep(), keep()])).map(({ status }) => status)).toEqual([200, 200, 200]);
  await platform.db.query("UPDATE idempotency_keys SET response = NULL WHERE idem_key = 'two'");
  expect((await keep()).status).toBe(200);
  expect(await messages(ada, plain)).toEqual([['user', 'note']]);
});

test('conversations are listed, renamed and deleted; what was said in them, page by page', async () => {
  const ada = await platform.developer();
  const ids = [await begin(ada, { title: 'one' }), await begin(ada, { title: 'two' })];
  const first = (await ada.browser.get(`${ALL}?limit=1`)).body.data;
  const second = (await ada.browser.get(`${ALL}?limit=1&cursor=${first.page.next_cursor}`)).body.data;
  const titles = [...first.conversations, ...second.conversations].map(({ title }) => title as string);
  expect(titles.sort()).toEqual(['one', 'two']);
  expect(second.page).toEqual({ next_cursor: null, has_more: false });

  const [id = ''] = ids;
  for (const content of ['a', 'b', 'c']) await ada.browser.post(`${ALL}/${id}/messages`, { content });
  const page = (await ada.browser.get(`${ALL}/${id}/messages?limit=2`)).body.data;
  const rest = (await ada.browser.get(`${ALL}/${id}/messages?limit=2&cursor=${page.page.next_cursor}`)).body;
  expect([...page.messages, ...rest.data.messages].map(({ content }) => content as string)).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect((await ada.browser.get(`${ALL}/${id}/messages?cursor=x`)).status).toBe(400);

  expect((await ada.browser.put(`${ALL}/${id}`, { title: 'new' })).body.data.title).toBe('new');
  const eve = await platform.developer();
  expect((await eve.browser.get(`${ALL}/${id}`)).status).toBe(404);
  expect((await eve.browser.delete(`${ALL}/${id}`)).status).toBe(404);
  expect((await eve.browser.get(`${ALL}/${id}/messages`)).status).toBe(404);
  expect((await ada.browser.delete(`${ALL}/${id}`)).status).toBe(200);
  expect((await ada.browser.get(`${ALL}/${id}`)).status).toBe(404);
});

test('what is said in a conversation while it is deleted was said before, or is not there', async () => {
  const ada = await platform.developer(100);
  platform.script(() => ANSWERS);
  const taskId = await ada.newTask();
  await ada.ended(taskId);
  const plain = await begin(ada, { title: 'plain' });
  const about = await begin(ada, { title: 'about', task_id: taskId });
  for (const id of [plain, about]) {
    const { said } = await platform.db.transaction(async (transaction) => {
      await platform.db.query('DELETE FROM conversations WHERE id = ?', { replacements: [id], transaction });
      const saying = ada.browser.post(`${ALL}/${id}/messages`, { content: 'too late' });
      await untilBlocked(platform.db, '%FROM conversations%FOR UPDATE%');
      return { said: saying };
    });
    expect((await said).status).toBe(404);
  }
  expect((await ada.task(taskId))['turns']).toBe(1);
  await ada.expectPaid([taskId]);
});
