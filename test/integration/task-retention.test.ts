import { QueryTypes } from 'sequelize';
import { createTaskRetention } from '../../domain/tasks/retention';
import { SAY, WORKS_LONG } from '../support/agent-programs';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';
import { openTerminal } from '../support/terminal';

/* Logs and artifacts of tasks are kept for a time, and then they are gone: what they cost is told for ever. */

let platform: TaskPlatform;
let ada: Developer;

const DAYS = 30;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  platform = await taskPlatform();
}, 120_000);

beforeEach(async () => {
  ada = await platform.developer();
});

afterAll(() => platform.close());

const sweep = (days = DAYS, clock = platform.clock) =>
  createTaskRetention({ ...platform, clock, days }).sweep();

/** A task that has ended, with a log of more than so many lines, a patch and an archive. */
async function newWork(lines = 1): Promise<string> {
  platform.script(
    () =>
      `${SAY}\nfor n in range(${lines}): say("text", text="line %d" % n)\nopen("a.txt", "w").write("a")\ndone()\n`,
  );
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  return id;
}

/** As if everything of it had happened so long ago. */
async function age(id: string, ms: number): Promise<void> {
  await platform.db.query('UPDATE tasks SET updated_at = ? WHERE id = ?', {
    replacements: [new Date(platform.clock.now().getTime() - ms), id],
    type: QueryTypes.UPDATE,
  });
}

async function left(id: string) {
  const of = async (query: string) => {
    const [row] = await platform.db.query<{ n: number }>(query, {
      replacements: [id],
      type: QueryTypes.SELECT,
    });
    return Number(row?.n);
  };
  return {
    events: await of('SELECT COUNT(*) AS n FROM task_events WHERE task_id = ?'),
    artifacts: await of(
      'SELECT COUNT(*) AS n FROM artifacts a JOIN task_turns n ON n.job_id = a.job_id WHERE n.task_id = ?',
    ),
  };
}

async function turnsOf(id: string): Promise<readonly string[]> {
  const query = 'SELECT job_id AS id FROM task_turns WHERE task_id = ?';
  const rows = await platform.db.query<{ id: string }>(query, {
    replacements: [id],
    type: QueryTypes.SELECT,
  });
  return rows.map((row) => row.id);
}

const get = (id: string, of: string) => ada.browser.get(`/api/v1/users/tasks/${id}/${of}`);

test('after its time a log, a patch and an archive are gone, which readers are told; what it cost stays', async () => {
  const id = await newWork(1500);
  const young = await newWork();
  const explained = (await get(id, 'explain')).body;
  const { artifacts } = (await get(id, 'artifacts')).body.data as { artifacts: { url: string }[] };
  await age(id, DAYS * DAY_MS + 1000);
  await age(young, DAYS * DAY_MS - 60_000);
  const { events } = await left(id);
  expect(events).toBeGreaterThan(1500);

  expect(await sweep()).toEqual({ tasks: 1, events });
  expect(await left(id)).toEqual({ events: 0, artifacts: 0 });
  expect(await left(young)).toMatchObject({ artifacts: 2 });
  for (const of of ['events', 'artifacts', 'diff']) {
    const { status, body } = await get(id, of);
    expect([of, status, body]).toEqual([
      of,
      410,
      { code: 41000, msg: '任务的日志和结果已过保存期限，已被删除', data: null },
    ]);
    expect((await get(young, of)).status).toBe(200);
  }
  await expect(
    openTerminal(platform.baseUrl, `/api/v1/users/tasks/${id}/events`, ada.browser.cookiesFor('/')),
  ).rejects.toThrow('410');
  for (const { url } of artifacts) expect((await fetch(url)).status).toBe(404);
  expect((await get(id, 'explain')).body).toEqual(explained);
  expect(await ada.task(id)).toMatchObject({ status: 'finished' });
  expect((await ada.browser.post(`/api/v1/users/tasks/${id}/turns`, { content: 'more' })).status).toBe(410);
  expect(await sweep()).toEqual({ tasks: 0, events: 0 });
  expect((await platform.ledger.audit()).violations).toEqual([]);
});

test('what is of a deleted task goes as well', async () => {
  const id = await newWork();
  expect((await ada.browser.call('DELETE', `/api/v1/users/tasks/${id}`)).status).toBe(200);
  await age(id, DAYS * DAY_MS + 1000);
  expect(await sweep()).toMatchObject({ tasks: 1 });
  expect(await left(id)).toEqual({ events: 0, artifacts: 0 });
  expect((await get(id, 'events')).status).toBe(404);
});

test('a task that works is left alone, and for ever nothing goes', async () => {
  platform.script(() => WORKS_LONG);
  const works = await ada.newTask();
  await ada.phase(works, 'working');
  await age(works, 2 * DAYS * DAY_MS);
  expect(await sweep()).toEqual({ tasks: 0, events: 0 });
  await ada.stop(works);
  await ada.ended(works);
  await age(works, 2 * DAYS * DAY_MS);
  expect(await sweep(0)).toEqual({ tasks: 0, events: 0 });
  expect(await sweep()).toMatchObject({ tasks: 1 });
});

test('a sweep that was cut short is gone on with by the next, and nobody reads half a log meanwhile', async () => {
  const id = await newWork(1500);
  await age(id, DAYS * DAY_MS + 1000);
  const cut = createTaskRetention({ ...platform, days: DAYS }).sweep(({ events }) => {
    if (events > 0) throw new Error('the worker stops');
  });
  await expect(cut).rejects.toThrow('the worker stops');
  expect((await left(id)).events).toBeGreaterThan(0);
  expect((await get(id, 'events')).status).toBe(410);
  expect(await sweep()).toMatchObject({ tasks: 1 });
  expect(await left(id)).toEqual({ events: 0, artifacts: 0 });
});

test('a task whose artifacts cannot be removed keeps no other from going, and is told of', async () => {
  const [stuck, free] = [await newWork(), await newWork()];
  await age(stuck, DAYS * DAY_MS + 2000);
  await age(free, DAYS * DAY_MS + 1000);
  const { artifacts } = platform;
  const refusing = {
    async discard(jobId: string) {
      if ((await turnsOf(stuck)).includes(jobId)) throw new Error('the disk is read-only');
      await artifacts.discard(jobId);
    },
  };
  const broken = createTaskRetention({ ...platform, artifacts: refusing, days: DAYS });
  await expect(broken.sweep()).rejects.toThrow('1 tasks');
  expect(await left(free)).toEqual({ events: 0, artifacts: 0 });
  expect(await left(stuck)).toEqual({ events: 0, artifacts: 2 });
  expect(await sweep()).toMatchObject({ tasks: 1 });
  expect(await left(stuck)).toEqual({ events: 0, artifacts: 0 });
});
