import { AppError } from '../../domain/errors';
import type { SandboxDriver } from '../../domain/sandboxes/driver';
import { lost } from '../../providers/sandbox/guest/session';
import { CALL_MODEL, DONE_AT_ONCE, WORKS_LONG } from '../support/agent-programs';
import { eventually } from '../support/eventually';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';

/** What can go wrong with sandboxes is the platform's fault: it is tried again, and else it costs nothing. */

let platform: TaskPlatform;
/** So many of the next creations, and of the next removals, fail. */
let [creations, removals] = [0, 0];
let removed = 0;
/** So many of the next questions to a sandbox that is made are not answered in time. */
let lateAnswers = 0;
let late = 0;

const faulty = (real: SandboxDriver): SandboxDriver => ({
  ...real,
  create(spec) {
    if (creations-- > 0) return Promise.reject(new AppError('SANDBOX_UNAVAILABLE'));
    return real.create(spec);
  },
  async attach(id) {
    const sandbox = await real.attach(id);
    if (!sandbox) return undefined;
    return {
      ...sandbox,
      process(name) {
        if (lateAnswers <= 0) return sandbox.process(name);
        lateAnswers -= 1;
        late += 1;
        return Promise.reject(lost('The sandbox did not answer in time.'));
      },
    };
  },
  destroy(id) {
    removed += 1;
    if (removals-- > 0) return Promise.reject(new Error('it does not end'));
    return real.destroy(id);
  },
});

beforeAll(async () => {
  platform = await taskPlatform({ driver: faulty });
});

beforeEach(() => {
  [creations, removals, removed, lateAnswers, late] = [0, 0, 0, 0, 0];
});

afterAll(() => platform.close());

test('one that cannot be made at first is made later', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  creations = 2;
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  await ada.expectPaid([id]);
});

test('one that cannot be made at all: the task says so, and costs nothing', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  creations = 1_000;
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'SANDBOX_UNAVAILABLE' },
    charged: 0,
  });
  expect((await ada.explain(id)).lines.map(({ step }) => step)).toEqual(['hold', 'release']);
  expect(await ada.balance()).toEqual({ available: 100, held: 0 });
  await ada.expectPaid([id]);
  await ada.record(id, { turn: 'no-sandbox', sandbox: 'not-made' });
});

test('one that answers too slowly is out of reach for a moment, and its turn goes on', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  lateAnswers = 2;
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished', reason: null });
  expect(late).toBe(2);
  // The failure that is tried again is the one that says so, and the agent has worked once.
  const handle = platform.worker!.client.workflow.getHandle(`task/${(await ada.explain(id)).job_id}`);
  const { events } = await handle.fetchHistory();
  const started = events?.map((each) => each.activityTaskStartedEventAttributes).filter(Boolean) ?? [];
  const failures = started.flatMap((each) => each?.lastFailure?.applicationFailureInfo?.type ?? []);
  expect(failures).toEqual(['SANDBOX_UNAVAILABLE']);
  expect(started.map((each) => each?.attempt)).toContain(3);
  const texts = (await ada.events(id)).filter(({ type }) => type === 'text');
  expect(texts.map(({ data }) => data['text'])).toEqual(['done']);
  await ada.expectPaid([id]);
});

test('one that does not end at first is ended until it has', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  removals = 2;
  await ada.stop(id);
  expect(await ada.ended(id)).toMatchObject({ reason: { code: 'CANCELLED' } });
  expect(removed).toBeGreaterThanOrEqual(3);
  const { id: vm, list } = { id: (await ada.task(id))['vm_id'], list: await platform.driver.list() };
  expect(list.map((each) => each.id)).not.toContain(vm);
  await ada.expectPaid([id]);
});

test('one that is gone while an agent works: the task says so, and costs nothing', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  await platform.driver.destroy(String((await ada.task(id))['vm_id']));
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'SANDBOX_LOST' },
    charged: 0,
  });
  expect(await ada.balance()).toEqual({ available: 100, held: 0 });
  await ada.expectPaid([id]);
  await ada.record(id, { turn: 'sandbox-lost', sandbox: 'lost' });
});

test('one that is gone while its turn waits for a larger budget: the task says so, and costs nothing', async () => {
  const ada = await platform.developer();
  platform.script(() => `${CALL_MODEL}\nfor _ in range(50): model("你好")\ndone()\n`);
  const id = await ada.newTask({ budget: 0.0015, max_seconds: 20 });
  await ada.phase(id, 'paused');
  await platform.driver.destroy(String((await ada.task(id))['vm_id']));
  platform.advance(60_000);
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'SANDBOX_LOST' },
    charged: 0,
  });
  await ada.expectPaid([id]);
  await ada.record(id, { turn: 'lost-in-a-pause' });
});

test('one that is gone while nobody works in it gives its place back', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  const id = await ada.newTask();
  await ada.ended(id);
  await platform.driver.destroy(String((await ada.task(id))['vm_id']));
  platform.advance(60_000);
  await eventually(async () => {
    const [rows] = await platform.db.query(
      'SELECT live_host FROM sandboxes WHERE id = (SELECT sandbox_id FROM tasks WHERE id = ?)',
      { replacements: [id] },
    );
    expect(rows).toEqual([{ live_host: null }]);
  }, 30_000);
});
