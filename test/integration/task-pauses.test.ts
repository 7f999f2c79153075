import { sandboxWorkflowId } from '../../domain/sandboxes/sandbox';
import { CROWDED_PAUSE_MS } from '../../domain/tasks/turn-ending';
import { CALL_MODEL, DONE_AT_ONCE } from '../support/agent-programs';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';

/* A turn that waits for a larger budget keeps its sandbox, but not for ever while others wait for the place. */

let platform: TaskPlatform;

beforeAll(async () => {
  platform = await taskPlatform({ slots: 2 });
});

afterAll(() => platform.close());

const SPENDS = `${CALL_MODEL}
open("work.txt", "a").write("work")
for _ in range(60): model("你好")
done()
`;
const SMALL = { budget: 0.0015, max_seconds: 20 };

test('it ends with what it has when others have waited for its place for ten minutes, the longest waiting first', async () => {
  platform.script(() => SPENDS);
  const [ada, eve] = [await platform.developer(10), await platform.developer(10)];
  const first = await ada.newTask(SMALL);
  await ada.phase(first, 'paused');
  platform.advance(1_000);
  const second = await ada.newTask(SMALL);
  await ada.phase(second, 'paused');

  platform.script(() => DONE_AT_ONCE);
  const waits = await eve.newTask();
  expect(await eve.task(waits)).toMatchObject({ phase: 'queued' });
  platform.advance(CROWDED_PAUSE_MS);
  expect(await eve.ended(waits)).toMatchObject({ status: 'finished' });
  expect(await ada.task(first)).toMatchObject({ status: 'error', reason: { code: 'QUOTA_SPENT' } });
  const { diff } = (await ada.browser.get(`/api/v1/users/tasks/${first}/diff`)).body.data as { diff: string };
  expect(diff).toContain('+++ b/work.txt');
  expect(await ada.task(second)).toMatchObject({ phase: 'paused' });

  // Nobody waits any more: it may take its time.
  platform.script(() => SPENDS);
  expect((await ada.raise(second, 1)).status).toBe(200);
  expect(await ada.ended(second)).toMatchObject({ status: 'finished' });
  // It was kept for the pause, and not because anybody asked for that.
  const { vm_id: vm } = await ada.task(second);
  const { data: kept } = (await ada.browser.get(`/api/v1/users/vms/${String(vm)}`)).body;
  expect(kept).toMatchObject({ state: 'ready', kept_until: null });
  await ada.expectPaid([first, second], 10);
  await eve.expectPaid([waits], 10);
  await ada.record(first, { turn: 'pause-over' });
});

test('it ends with its sandbox, also when an operator has that end', async () => {
  const ada = await platform.developer(10);
  platform.script(() => SPENDS);
  const id = await ada.newTask(SMALL);
  await ada.phase(id, 'paused');
  const { vm_id: vm } = await ada.task(id);
  await platform.worker!.client.workflow.getHandle(sandboxWorkflowId(String(vm))).cancel();
  expect(await ada.ended(id)).toMatchObject({ status: 'error', reason: { code: 'SANDBOX_LOST' } });
  await ada.expectPaid([id], 10);
});
