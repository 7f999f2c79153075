import { sandboxWorkflowId } from '../../domain/sandboxes/sandbox';
import { CALL_MODEL, DONE_AT_ONCE, WORKS_LONG } from '../support/agent-programs';
import { eventually } from '../support/eventually';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** An operator may terminate any workflow: what it kept is found by the host, ended, and holds nothing any more. */

let platform: TaskPlatform;

beforeAll(async () => {
  // Agents may say nothing as long as the tests' clock runs ahead.
  platform = await taskPlatform({ slots: 1, limits: { silenceMs: 3_600_000 } });
});

afterAll(() => platform.close());

test('a sandbox at work, whose workflow is gone: its turn is told, and its place is free again', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  await terminate(sandboxWorkflowId(String((await ada.task(id))['vm_id'])));
  platform.advance(60_000);
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'SANDBOX_LOST' },
    charged: 0,
  });
  await expectNothingHeld();
  await ada.expectPaid([id]);
  await expectPlace(ada);
});

test('a sandbox whose turn waits for a larger budget, whose workflow is gone', async () => {
  const ada = await platform.developer();
  platform.script(() => `${CALL_MODEL}\nfor _ in range(50): model("你好")\ndone()\n`);
  const id = await ada.newTask({ budget: 0.0015, max_seconds: 20 });
  await ada.phase(id, 'paused');
  await terminate(sandboxWorkflowId(String((await ada.task(id))['vm_id'])));
  platform.advance(60_000);
  expect(await ada.ended(id)).toMatchObject({ reason: { code: 'SANDBOX_LOST' }, charged: 0 });
  await expectNothingHeld();
  await ada.expectPaid([id]);
  await expectPlace(ada);
});

test('a sandbox that nobody works in, whose workflow is gone', async () => {
  const ada = await platform.developer();
  platform.script(() => DONE_AT_ONCE);
  const id = await ada.newTask();
  await ada.ended(id);
  await terminate(sandboxWorkflowId(String((await ada.task(id))['vm_id'])));
  platform.advance(60_000);
  await expectNothingHeld();
  await expectPlace(ada);
});

test('a turn whose workflow is gone is ended within the minute, and costs nothing', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  await terminate(`task/${(await ada.explain(id)).job_id}`);
  platform.advance(60_000);
  expect(await ada.ended(id)).toMatchObject({ reason: { code: 'GENERATION_FAILED' }, charged: 0 });
  await expectNothingHeld();
  await ada.expectPaid([id]);
  await expectPlace(ada);
});

test('a turn and its sandbox, both of whose workflows are gone', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  await Promise.all([
    terminate(`task/${(await ada.explain(id)).job_id}`),
    terminate(sandboxWorkflowId(String((await ada.task(id))['vm_id']))),
  ]);
  platform.advance(60_000);
  expect(await ada.ended(id)).toMatchObject({ reason: { code: 'GENERATION_FAILED' }, charged: 0 });
  await expectNothingHeld();
  await ada.expectPaid([id]);
  await expectPlace(ada);
});

test('what its workflows keep stays, however old it is', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  platform.advance(120_000);
  const { client } = platform.worker!;
  const described = vi.spyOn(client.workflow, 'getHandle');
  await eventually(() => expect(described.mock.calls.length).toBeGreaterThanOrEqual(4), 30_000);
  described.mockRestore();
  expect(await ada.task(id)).toMatchObject({ status: 'processing', phase: 'working' });
  await ada.stop(id);
  await ada.ended(id);
  await ada.expectPaid([id]);
});

async function terminate(workflowId: string): Promise<void> {
  await platform.worker!.client.workflow.getHandle(workflowId).terminate('an operator wants it gone');
}

/** No sandbox is there, and no row says that one is, or that a turn has a place. */
async function expectNothingHeld(): Promise<void> {
  await eventually(async () => {
    expect(await platform.driver.list()).toEqual([]);
    const [rows] = await platform.db.query(
      `SELECT (SELECT COUNT(*) FROM sandboxes WHERE live_host IS NOT NULL OR (gone_at IS NULL AND state <> 'waiting'))
         + (SELECT COUNT(*) FROM task_turns WHERE queue_state = 'admitted') AS held`,
    );
    expect(rows).toEqual([{ held: 0 }]);
  }, 30_000);
}

/** The next task has the one place that there is. */
async function expectPlace(ada: Developer): Promise<void> {
  platform.script(() => DONE_AT_ONCE);
  const id = await ada.newTask();
  expect(await ada.ended(id)).toMatchObject({ status: 'finished' });
  // It leaves its place to the next test.
  await ada.browser.delete(`/api/v1/users/vms/${String((await ada.task(id))['vm_id'])}`);
  await expectNothingHeld();
}
