import { createHash, randomUUID } from 'node:crypto';
import { SAY } from '../support/agent-programs';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** What nobody should send, and whose a task is. */

let platform: TaskPlatform;
let ada: Developer;

beforeAll(async () => {
  platform = await taskPlatform();
  ada = await platform.developer();
});

afterAll(() => platform.close());

const WISH = { cli_name: 'codex', model_id: 'demo-text', user_input: '写一个脚本' };

test.each([
  ['a model that is not there', { model_id: 'gpt-99' }, 400],
  ['a command line that is not there', { cli_name: 'bash' }, 400],
  ['no prompt', { user_input: undefined }, 400],
  ['an empty prompt', { user_input: '' }, 400],
  ['a prompt of blanks', { user_input: ' \n\t' }, 400],
  ['a prompt that is too long', { user_input: 'a'.repeat(200_001) }, 400],
  ['a repository that is no address', { repository: 'a/b' }, 400],
  ['a repository without TLS', { repository: 'http://example.com/a.git' }, 400],
  ['a repository of files', { repository: 'file:///etc' }, 400],
  ['a repository by a command', { repository: 'ext::sh -c id' }, 400],
  ['a branch of nothing', { branch: 'main' }, 400],
  ['a repository with a password', { repository: 'https://a:b@example.com/a.git' }, 400],
  ['a branch that is an option', { branch: '--upload-pack=id' }, 400],
  ['a negative budget', { budget: -1 }, 400],
  ['a budget of too many decimals', { budget: 0.000000001 }, 400],
  ['no time', { max_seconds: 0 }, 400],
])('%s is refused', async (_what, wish, status) => {
  const before = await platform.count('tasks');
  const answer = await ada.browser.post('/api/v1/users/tasks', { ...WISH, ...wish });
  expect(answer.status).toBe(status);
  expect(await platform.count('tasks')).toBe(before);
});

test('a long prompt is words and nothing else, whatever is in it', async () => {
  platform.script(
    () => `${SAY}
import hashlib
text = open(os.path.expanduser("~/settings/prompt"), newline="").read()
say("text", text=hashlib.sha256(text.encode()).hexdigest() + " %d" % len(text))
done()
`,
  );
  const prompt = `'; rm -rf / #"\`id\`$(id)\\n\n--help ${'$HOME && '.repeat(22_000)}😀`;
  const id = await ada.newTask({ user_input: prompt });
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  const said = (await ada.events(id)).find(({ type }) => type === 'text');
  const hash = createHash('sha256').update(prompt).digest('hex');
  expect(said?.data['text']).toBe(`${hash} ${[...prompt].length}`);
});

test("somebody else's task is not there, whatever is asked of it", async () => {
  platform.script(() => `${SAY}\ndone()\n`);
  const id = await ada.newTask();
  await ada.ended(id);
  const eve = await platform.developer();
  const url = `/api/v1/users/tasks/${id}`;
  const asked = [
    ['GET', url],
    ['DELETE', url],
    ['GET', `${url}/events`],
    ['GET', `${url}/explain`],
    ['GET', `${url}/diff`],
    ['GET', `${url}/artifacts`],
    ['POST', `${url}/budget`, { credits: 1 }],
    ['PUT', '/api/v1/users/tasks/stop', { task_id: id }],
    ['PUT', '/api/v1/users/tasks/stop', { id }],
    ['GET', `/api/v1/users/tasks/${randomUUID()}`],
  ] as const;
  for (const [method, path, body] of asked) {
    expect([path, (await eve.browser.call(method, path, body)).status]).toEqual([path, 404]);
  }
  expect((await eve.browser.get('/api/v1/users/tasks')).body.data.tasks).toEqual([]);
  expect((await ada.browser.get(url)).status).toBe(200);
});

test('a budget is raised by something', async () => {
  const path = `/api/v1/users/tasks/${randomUUID()}/budget`;
  const { status, body } = await ada.browser.post(path, { credits: 0 });
  expect([status, body.data.errors]).toEqual([400, [{ field: 'body.credits', message: '必须大于 0' }]]);
});

test.each(['garbage', 'AAAA', 'eyJhIjoxfQ', '%00', "' OR 1=1 --", 'x'.repeat(2_000)])(
  'a cursor that is not ours is refused: %s',
  async (cursor) => {
    const answer = await ada.browser.get(`/api/v1/users/tasks?cursor=${encodeURIComponent(cursor)}`);
    expect(answer.status).toBe(400);
  },
);

test('pages of tasks have each once', async () => {
  const bob = await platform.developer();
  const ids = [];
  for (let n = 0; n < 5; n++) ids.push(await bob.newTask());
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const from: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await bob.browser.get(`/api/v1/users/tasks?limit=2${from}`);
    const { tasks, page } = body.data as Page;
    seen.push(...tasks.map((task) => task.task_id));
    cursor = page.next_cursor;
  }
  expect(seen).toEqual(ids.reverse());
  for (const id of ids) await bob.ended(id);
});

interface Page {
  readonly tasks: readonly { readonly task_id: string }[];
  readonly page: { readonly next_cursor: string | null };
}
