import { AppError } from '../../domain/errors';
import type { Sandbox, SandboxDriver } from '../../domain/sandboxes/driver';
import { SAY } from '../support/agent-programs';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';

/** A step that is run again, for nobody knows whether it was done: the end of an agent is told as it was, and once. */

let platform: TaskPlatform;
/** So many of the next ends of agents, and of the next partings from a sandbox, are done and not reported. */
let [kills, partings] = [0, 0];
/** The same of partings without an agent that was ended. So many starts are refused, for the disk is full. */
let [others, refusals] = [0, 0];

const forgetful = (real: SandboxDriver): SandboxDriver => ({
  ...real,
  async attach(id) {
    const sandbox = await real.attach(id);
    return sandbox && faulty(sandbox);
  },
});

function faulty(sandbox: Sandbox): Sandbox {
  let [hasKilled, hasTidied] = [false, false];
  return {
    ...sandbox,
    async kill(id, graceMs) {
      const status = await sandbox.kill(id, graceMs);
      if (kills-- > 0) throw new Error('the answer was lost');
      hasKilled = true;
      return status;
    },
    async killAll(graceMs) {
      await sandbox.killAll(graceMs);
      hasTidied = true;
    },
    async writeFile(path, content, options) {
      if (path.endsWith('/settings/prompt') && refusals-- > 0)
        throw new AppError('SANDBOX_REFUSED', { reason: 'full' });
      await sandbox.writeFile(path, content, options);
    },
    close() {
      sandbox.close();
      if (hasTidied && !hasKilled && others-- > 0) throw new Error('the worker died');
      if (hasKilled && partings-- > 0) throw new Error('the worker died');
    },
  };
}

beforeAll(async () => {
  platform = await taskPlatform({
    driver: forgetful,
    limits: { silenceMs: 2_000, outputBytes: 256 * 1024, graceMs: 200 },
  });
});

afterAll(() => platform.close());

const HANGS = `${SAY}\nsay("text", text="thinking")\ntime.sleep(600)\n`;
const WRITES = `${SAY}\nwhile True: print("x" * 1000, flush=True)\n`;
const FAILS = `${SAY}\nprint(json.dumps({"end": {"ok": False, "message": "no"}}), flush=True)\ntime.sleep(600)\n`;

test.each([
  ['says nothing', HANGS, 'AGENT_SILENT'],
  ['writes too much', WRITES, 'OUTPUT_LIMIT'],
  ['says that it failed', FAILS, 'AGENT_FAILED'],
])('the end of an agent that %s is the same in each try', async (_what, program, code) => {
  const ada = await platform.developer();
  platform.script(() => program);
  [kills, partings] = [1, 1];
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code } });
  expect([kills, partings]).toEqual([-2, -1]);
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error');
  expect(errors.map(({ data }) => data['reason'])).toEqual([code]);
  await ada.expectPaid([id]);
});

test('an agent that is done and does not end has succeeded, in each try', async () => {
  const ada = await platform.developer();
  platform.script(() => `${SAY}\ndone()\ntime.sleep(600)\n`);
  [kills, partings] = [1, 1];
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished', reason: null });
  expect((await ada.events(id)).map(({ type }) => type)).not.toContain('error');
  await ada.expectPaid([id]);
});

test('an agent that could not be started is not started by the next try, though it could be by then', async () => {
  const ada = await platform.developer();
  platform.script(() => `${SAY}\nopen("started", "w")\ndone()\n`);
  [others, refusals] = [1, 1];
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'SANDBOX_REFUSED' } });
  expect([others, refusals]).toEqual([-2, 0]);
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error');
  expect(errors.map(({ data }) => data['reason'])).toEqual(['SANDBOX_REFUSED']);
  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${id}/diff`)).body.data as { diff: string };
  expect(diff).toBe('');
  await ada.expectPaid([id]);
});

test('what of a result could not be kept is told once, however often that is tried', async () => {
  const ada = await platform.developer();
  platform.script(() => `${SAY}\nopen("noise", "wb").write(os.urandom(17 * 1024 * 1024))\ndone()\n`);
  [others, refusals] = [1, 0];
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  expect(others).toBe(-1);
  const errors = (await ada.events(id)).filter(({ type }) => type === 'error');
  expect(errors.map(({ data }) => data)).toEqual([
    expect.objectContaining({ reason: 'RESULT_TOO_LARGE', artifact: 'patch' }),
  ]);
  await ada.expectPaid([id]);
});
