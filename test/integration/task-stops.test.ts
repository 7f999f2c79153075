import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { SandboxDriver } from '../../domain/sandboxes/driver';
import { CALL_MODEL, DONE_AT_ONCE, SAY, WORKS_LONG } from '../support/agent-programs';
import { eventually } from '../support/eventually';
import { gate, type Gate } from '../support/gate';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';

/** Whoever presses stop, whenever and however often: everything of the task is stopped, and what it used is charged. */

let platform: TaskPlatform;
let creation: Gate<void> | undefined;

/** Makes sandboxes once the test lets it. */
const held = (real: SandboxDriver): SandboxDriver => ({
  ...real,
  async create(spec) {
    await creation?.passed;
    return real.create(spec);
  },
});

beforeAll(async () => {
  // As long a grace as agents have: a stop does not wait for its end.
  platform = await taskPlatform({ driver: held, limits: { graceMs: 5_000 } });
});

beforeEach(() => {
  creation = undefined;
});

afterAll(() => platform.close());

const STOPPED = { status: 'error', reason: { code: 'CANCELLED' }, phase: null, position: null };

test('one that works: nothing of it runs, and what it used is charged', async () => {
  const ada = await platform.developer();
  platform.script(
    () => `${CALL_MODEL}
import subprocess
model("你好")
subprocess.Popen(["sleep", "600"], start_new_session=True)
say("text", text="at work")
time.sleep(600)
`,
  );
  const id = await ada.newTask();
  await ada.at(id, 3);
  expect((await ada.stop(id)).status).toBe(200);
  expect(await ada.ended(id)).toMatchObject(STOPPED);
  expect(await platform.driver.list()).toEqual([]);
  const { tokens, seconds_cost: time, charged } = await ada.explain(id);
  expect(tokens).toBeGreaterThan(0);
  expect(time).toBeGreaterThan(0);
  expect(charged).toBeCloseTo(tokens + time, 8);
  await ada.expectPaid([id]);
  await ada.record(id, { turn: 'stopped', sandbox: 'stopped' });
});

test('nothing of one runs within a second, though it does not want to end', async () => {
  const ada = await platform.developer();
  const marker = `stop-${randomUUID()}`;
  platform.script(
    () => `${SAY}
import signal, subprocess
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sh", "-c", "sleep 600; : ${marker}"], start_new_session=True)
say("text", text="at work")
time.sleep(600)
`,
  );
  const took: number[] = [];
  for (let round = 0; round < 5; round++) {
    const id = await ada.newTask();
    await ada.at(id, 3);
    expect(await runningWith(marker)).not.toBe(0);
    const began = performance.now();
    await ada.stop(id);
    await eventually(async () => expect(await runningWith(marker)).toBe(0));
    took.push(performance.now() - began);
    expect(await ada.ended(id)).toMatchObject(STOPPED);
  }
  const [, , median] = took.sort((a, b) => a - b);
  expect(median).toBeLessThan(1_000);
});

test('ten stops at once are one', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.stop(id)));
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
  expect(await ada.ended(id)).toMatchObject(STOPPED);
  expect((await ada.stop(id)).status).toBe(200);
  const states = (await ada.events(id)).map(({ data }) => data['state']).filter(Boolean);
  expect(states).toEqual(['queued', 'started', 'cancelled']);
  expect((await ada.explain(id)).lines.map(({ step }) => step)).toEqual(['hold', 'capture', 'release']);
  expect(await platform.driver.list()).toEqual([]);
  await ada.expectPaid([id]);
});

test('one that waits ends at once, costs nothing, and is never begun', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const working = [await ada.newTask(), await ada.newTask(), await ada.newTask()];
  const waiting = await ada.newTask();
  for (const id of working) await ada.at(id, 3);
  expect(await ada.task(waiting)).toMatchObject({ status: 'pending', phase: 'queued', position: 1 });
  await Promise.all(Array.from({ length: 10 }, () => ada.stop(waiting)));
  expect(await ada.task(waiting)).toMatchObject({ ...STOPPED, started_at: null, seconds: 0, charged: 0 });
  expect(await stateOfSandbox(waiting)).toBe('gone');
  await Promise.all(working.map((id) => ada.stop(id)));
  for (const id of working) expect(await ada.ended(id)).toMatchObject(STOPPED);
  expect((await ada.task(waiting))['last_seq']).toBe(2);
  await ada.expectPaid([waiting, ...working]);
});

test('one whose sandbox is being made: it is not left there, and costs nothing', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  creation = gate();
  const id = await ada.newTask();
  await ada.phase(id, 'working');
  await ada.stop(id);
  await eventually(async () => expect(await stateOfSandbox(id)).toBe('stopping'));
  creation.open();
  expect(await ada.ended(id)).toMatchObject({ ...STOPPED, charged: 0, seconds: 0 });
  await eventually(async () => expect(await platform.driver.list()).toEqual([]));
  await ada.expectPaid([id]);
  await ada.record(id, { turn: 'stopped-early', sandbox: 'stopped-while-made' });
});

test('waiting for a sandbox that is long in the making takes no slot of a worker, and can be stopped', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  creation = gate();
  const ids = await Promise.all(Array.from({ length: 3 }, () => ada.newTask()));
  const [made, ...stopped] = ids;
  const turns = await Promise.all(
    ids.map(async (id) =>
      platform.worker!.client.workflow.getHandle(`task/${(await ada.explain(id)).job_id}`),
    ),
  );
  for (const turn of turns) {
    await eventually(async () => {
      const [waiting] = (await turn.describe()).raw.pendingActivities ?? [];
      expect(waiting?.activityType?.name).toBe('awaitSandbox');
      // Between its attempts it is nobody's.
      expect(waiting?.attempt).toBeGreaterThan(3);
      expect(waiting?.lastFailure?.applicationFailureInfo?.type).toBe('NOT_YET');
    }, 30_000);
  }
  await Promise.all(stopped.map((id) => ada.stop(id)));
  for (const id of stopped) {
    await eventually(async () => expect(await stateOfSandbox(id)).toBe('stopping'));
  }
  creation.open();
  for (const id of stopped) expect(await ada.ended(id)).toMatchObject({ ...STOPPED, charged: 0, seconds: 0 });
  expect(await ada.ended(made!)).toMatchObject({ status: 'finished' });
  await ada.expectPaid(ids);
  const statuses = await Promise.all(turns.map(async (turn) => (await turn.describe()).status.name));
  expect(statuses).toEqual(['COMPLETED', 'CANCELLED', 'CANCELLED']);
  await ada.record(made!, { turn: 'waited-for-its-sandbox' });
  // Its sandbox is nothing that is left there.
  await ada.browser.delete(`/api/v1/users/vms/${String((await ada.task(made!))['vm_id'])}`);
  await eventually(async () => expect(await platform.driver.list()).toEqual([]));
}, 90_000);

test('one that is stopped while it gets its place', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  for (let round = 0; round < 5; round++) {
    creation = gate();
    const id = await ada.newTask();
    await ada.stop(id);
    creation.open();
    expect(await ada.ended(id)).toMatchObject(STOPPED);
  }
  await eventually(async () => expect(await occupied()).toBe(0), 30_000);
});

test('one that is stopped and forgotten at once leaves nothing behind', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  creation = gate();
  const id = await ada.newTask();
  await ada.stop(id);
  await ada.ended(id).catch(() => undefined);
  expect((await ada.browser.delete(`/api/v1/users/tasks/${id}`)).status).toBe(200);
  creation.open();
  await eventually(async () => {
    expect(await platform.driver.list()).toEqual([]);
    expect(await occupied()).toBe(0);
  }, 30_000);
});

/** How many processes of this machine have this in their command lines. */
async function runningWith(marker: string): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')), // it has ended meanwhile
  );
  return lines.filter((line) => line.includes(marker)).length;
}

async function stateOfSandbox(taskId: string): Promise<unknown> {
  const [rows] = await platform.db.query(
    'SELECT s.state FROM sandboxes s JOIN tasks t ON t.sandbox_id = s.id WHERE t.id = ?',
    { replacements: [taskId] },
  );
  return (rows as { state: string }[])[0]?.state;
}

/** Turns that have a place, and sandboxes that a turn has. */
async function occupied(): Promise<number> {
  const [rows] = await platform.db.query(
    `SELECT (SELECT COUNT(*) FROM task_turns WHERE queue_state = 'admitted') +
       (SELECT COUNT(*) FROM sandboxes WHERE live_host IS NOT NULL AND state <> 'ready') AS n`,
  );
  return (rows as { n: number }[])[0]?.n ?? 0;
}
