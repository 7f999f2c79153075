import { DONE_AT_ONCE, SAY, WORKS_LONG } from '../support/agent-programs';
import type { ApiAnswer } from '../support/api-client';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** More tasks than places: everybody gets theirs in turn. */

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform({ slots: 2 });
});

afterAll(() => platform.close());

const UNTIL_TOLD = `${SAY}
say("text", text="at work")
while not os.path.exists("end"): time.sleep(0.05)
done()
`;

test('of one who asks for much and one who asks for little, neither keeps the other waiting', async () => {
  platform.script(() => UNTIL_TOLD);
  const [ada, bob] = [await platform.developer(), await platform.developer()];
  const many: string[] = [];
  for (let n = 0; n < 5; n++) many.push(await ada.newTask());
  const one = await bob.newTask();
  for (const id of many.slice(0, 2)) await ada.at(id, 3);
  const positions = await Promise.all(many.slice(2).map(async (id) => (await ada.task(id))['position']));
  expect(positions).toEqual([2, 3, 4]);
  expect(await bob.task(one)).toMatchObject({ status: 'pending', position: 1 });

  await end(ada, many[0]!);
  await bob.at(one, 3);
  expect(await ada.task(many[2]!)).toMatchObject({ status: 'pending', position: 1 });
  await end(bob, one);
  for (const [index, id] of many.slice(1).entries()) {
    const next = many[index + 2];
    if (next !== undefined) await ada.at(next, 3);
    await end(ada, id);
  }
  await ada.expectPaid(many);
  await bob.expectPaid([one]);
}, 90_000);

test('one whose place an idle sandbox takes gets it', async () => {
  platform.script(() => DONE_AT_ONCE);
  const ada = await platform.developer();
  // One after the other, for the longest idle goes first.
  const first = await ada.newTask();
  await ada.ended(first);
  await ada.ended(await ada.newTask());
  const next = await ada.newTask();
  expect(await ada.ended(next)).toMatchObject({ status: 'finished' });
  await eventually(async () => expect(await platform.driver.list()).toHaveLength(2));
  await ada.record(first, { turn: 'succeeded', sandbox: 'evicted' });
});

test('nobody has more at work than their plan allows, nor more that wait', async () => {
  platform.script(() => WORKS_LONG);
  const ada = await platform.developer(500);
  const ids: string[] = [];
  for (let n = 0; n < 51; n++) ids.push(taken(await post(ada)));
  for (const id of ids.slice(0, 2)) await ada.at(id, 3);
  expect(await ada.task(ids.at(-1)!)).toMatchObject({ position: 49 });
  // Ten at once, and there is room for one.
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(ada)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(429)]);
  for (const answer of answers.filter(({ status }) => status === 200)) ids.push(taken(answer));
  expect((await post(ada)).status).toBe(429);
  await eventually(async () => {
    const phases = await Promise.all(ids.map(async (id) => (await ada.task(id))['phase']));
    expect(phases.filter((phase) => phase === 'working')).toHaveLength(2);
  }, 30_000);
  for (const id of ids.reverse()) await ada.stop(id);
  for (const id of ids) await ada.ended(id);
  await ada.expectPaid(ids, 500);
}, 120_000);

const taken = ({ body }: ApiAnswer) => String(body.data.task_id);

const post = ({ browser }: Developer) =>
  browser.post('/api/v1/users/tasks', {
    cli_name: 'codex',
    model_id: 'demo-text',
    user_input: '写一个脚本',
    budget: 0.01,
    max_seconds: 60,
  });

/** Has the agent of a task come to its end. */
async function end({ task, ended }: Developer, id: string): Promise<void> {
  const sandbox = await platform.driver.attach(String((await task(id))['vm_id']));
  await sandbox?.writeFile('/workspace/end', '');
  sandbox?.close();
  expect(await ended(id)).toMatchObject({ status: 'finished', position: null });
}
