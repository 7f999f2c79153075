import { randomUUID } from 'node:crypto';
import { TASK_QUEUE } from '../../workflows/contract';
import { createHostNames } from '../../domain/sandboxes/host-names';
import { sandboxWorkflowId } from '../../domain/sandboxes/sandbox';
import { WORKS_LONG } from '../support/agent-programs';
import { eventually } from '../support/eventually';
import { taskPlatform, type TaskPlatform } from '../support/task-platform';
import { startWorker, type TestWorker } from '../support/worker';

/** A machine that never comes back: what it held is given up by the others, once it cannot run there any more. */

let platform: TaskPlatform;
/** One that has no sandboxes. */
let other: TestWorker;

const HOUR_MS = 3_600_000;

beforeEach(async () => {
  platform = await taskPlatform({ slots: 1 });
});

afterEach(async () => {
  await other.shutdown();
  await platform.close();
});

/** The machine with the sandboxes is gone; a worker without any goes on. */
async function loseMachine(): Promise<void> {
  const first = platform.worker!;
  await first.shutdown();
  other = await startWorker(platform, {}, first.home);
}

async function sweep(): Promise<unknown> {
  return other.client.workflow.execute('sweepHolds', { workflowId: randomUUID(), taskQueue: TASK_QUEUE });
}

const workflowIs = (workflowId: string, status: string) =>
  eventually(async () => expect(await other.status(workflowId)).toBe(status), 30_000);

test('a turn that is stopped when its machine is lost ends as lost, at no cost, and so do both workflows', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  const vm = String((await ada.task(id))['vm_id']);
  const turn = `task/${(await ada.explain(id)).job_id}`;
  await loseMachine();
  await ada.stop(id);
  await eventually(async () =>
    expect((await ada.browser.get(`/api/v1/users/vms/${vm}`)).body.data).toMatchObject({ state: 'stopping' }),
  );

  // Unseen for an hour, but the sandbox may still run there.
  platform.advance(2 * HOUR_MS);
  expect(await sweep()).toMatchObject({ abandoned: 0 });
  expect(await ada.task(id)).toMatchObject({ ended_at: null });

  platform.advance(2 * HOUR_MS);
  expect(await sweep()).toMatchObject({ abandoned: 1, failed: 0 });
  expect(await ada.ended(id)).toMatchObject({
    status: 'error',
    reason: { code: 'SANDBOX_LOST' },
    charged: 0,
  });
  await ada.expectPaid([id]);
  await workflowIs(sandboxWorkflowId(vm), 'COMPLETED');
  await workflowIs(turn, 'CANCELLED');
  await ada.record(id, { sandbox: 'host-gone' });
  expect(await sweep()).toMatchObject({ abandoned: 0 });
}, 90_000);

test('a turn at work on a machine that is lost, and before that one on which it was only away', async () => {
  const ada = await platform.developer();
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  await loseMachine();
  platform.advance(4 * HOUR_MS);
  await createHostNames(platform).take(platform.parts.sandboxes!.host);
  expect(await sweep()).toMatchObject({ abandoned: 0 });
  platform.advance(2 * HOUR_MS);
  expect(await sweep()).toMatchObject({ abandoned: 1 });
  expect(await ada.ended(id)).toMatchObject({ reason: { code: 'SANDBOX_LOST' }, charged: 0 });
  await ada.expectPaid([id]);
}, 90_000);

test('a machine that comes back after that removes what is left, and has its places', async () => {
  const ada = await platform.developer();
  const vm = await ada.idleVm();
  await loseMachine();
  platform.advance(4 * HOUR_MS);
  expect(await sweep()).toMatchObject({ abandoned: 1 });
  await workflowIs(sandboxWorkflowId(vm), 'COMPLETED');
  expect((await ada.browser.get(`/api/v1/users/vms/${vm}`)).body.data).toMatchObject({ state: 'gone' });
  const back = await startWorker(platform, platform.parts, other.home);
  try {
    await eventually(async () => expect(await platform.driver.list()).toEqual([]), 30_000);
    expect(await ada.idleVm()).not.toBe(vm);
  } finally {
    await back.shutdown();
  }
}, 90_000);
