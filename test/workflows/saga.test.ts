import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { inProject } from '../../config/paths';
import { logRuntimeTo } from '../support/runtime-log';
import { until } from '../support/studio-user';
import { freshNamespace, type TestNamespace } from '../support/temporal';

const TASK_QUEUE = 'saga';

let server: TestNamespace;
let connection: NativeConnection;
let worker: Worker;
let running: Promise<void>;
const lines: string[] = [];
const logged: string[] = [];

beforeAll(async () => {
  logRuntimeTo(pino({ level: 'warn' }, { write: (line) => logged.push(line) }));
  server = await freshNamespace();
  connection = await NativeConnection.connect({ address: server.address });
  worker = await Worker.create({
    connection,
    namespace: server.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: inProject('test', 'support', 'saga-workflows.ts'),
      logger: pino({ level: 'silent' }) as never,
    }),
    activities: {
      note: (line: string) => void lines.push(line),
      refuse(line: string) {
        lines.push(line);
        throw ApplicationFailure.nonRetryable(`${line} was refused`, 'REFUSED');
      },
    },
  });
  running = worker.run();
});
afterEach(() => lines.splice(0));
afterAll(async () => {
  worker.shutdown();
  await running;
  await connection.close();
  await server.close();
});

const start = (name: string): Promise<WorkflowHandle> =>
  server.client.workflow.start(name, { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] });

test('undoes newest first, also the step that failed; an undo that fails hides nothing and stops nothing', async () => {
  const saga = await start('sagaThatFails');
  await expect(saga.result()).rejects.toMatchObject({ cause: { cause: { message: 'third was refused' } } });
  expect(lines).toEqual(['first', 'second', 'third', 'undo third', 'undo second', 'undo first']);
  await until(() => Promise.resolve(logged.some((line) => line.includes('an undo failed'))));
  const complaint = logged.find((line) => line.includes('an undo failed'));
  expect(complaint).toContain('undo second was refused');
  expect(complaint).toContain(saga.workflowId);
});

test('undoes nothing that succeeded', async () => {
  expect(await (await start('sagaThatSucceeds')).result()).toBe('done');
  expect(lines).toEqual(['first']);
});

test('undoes what a cancelled workflow did', async () => {
  const saga = await start('sagaThatIsCancelled');
  await timerOf(saga);
  await saga.cancel();
  await expect(saga.result()).rejects.toThrow();
  expect((await saga.describe()).status.name).toBe('CANCELLED');
  expect(lines).toEqual(['first', 'undo first']);
});

test('tells the undo why', async () => {
  await expect((await start('sagaThatThrows')).result()).rejects.toMatchObject({
    cause: { type: 'REFUSED' },
  });
  expect(lines).toEqual(['undo because of REFUSED']);
});

test('a mistake in workflow code undoes nothing: the workflow waits for mended code', async () => {
  const saga = await start('sagaWithAMistake');
  await failedTask(saga);
  expect((await saga.describe()).status.name).toBe('RUNNING');
  expect(lines).not.toContain('undo first');
  await saga.terminate();
});

const failedTask = (handle: WorkflowHandle) => event(handle, 'workflowTaskFailedEventAttributes');
const timerOf = (handle: WorkflowHandle) => event(handle, 'timerStartedEventAttributes');

/** Resolves when the workflow's history has an event of this kind. */
async function event(
  handle: WorkflowHandle,
  kind: keyof temporal.api.history.v1.IHistoryEvent,
): Promise<void> {
  for (;;) {
    const { events } = await handle.fetchHistory();
    if (events?.some((one) => one[kind])) return;
  }
}
