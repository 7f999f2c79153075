import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { ensureSchedules } from '../../temporal/schedules';
import { ensureSearchAttributes } from '../../temporal/search-attributes';
import { required } from '../support/environment';
import { freshNamespace, type TestNamespace } from '../support/temporal';

/** What a migration prepares in Temporal, and how often it may. */

let temporal: TestNamespace;
beforeAll(async () => {
  temporal = await freshNamespace();
});
afterAll(() => temporal.close());

test('a namespace learns the search attributes once, however many processes teach it', async () => {
  const connection = await Connection.connect({ address: required('TASKLOOM_TEST_TEMPORAL_ADDRESS') });
  const namespace = `tl-test-${randomBytes(6).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
  });
  await Promise.all(Array.from({ length: 4 }, () => ensureSearchAttributes(connection, namespace)));
  await ensureSearchAttributes(connection, namespace);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  expect(Object.keys(customAttributes)).toEqual(
    expect.arrayContaining(['TaskloomKind', 'TaskloomOwner', 'TaskloomSurface', 'TaskloomState']),
  );
  const client = new Client({ connection, namespace });
  expect(await client.workflow.count(`TaskloomKind = 'video'`)).toMatchObject({ count: 0 });
  await connection.close();
});

test('the schedules are made once, mended when they were changed, and stay paused when an operator wants so', async () => {
  const { client } = temporal;
  const sweeper = client.schedule.getHandle('sweep-holds');
  await Promise.all(Array.from({ length: 3 }, () => ensureSchedules(client)));
  expect(await sweeper.describe()).toMatchObject({
    spec: { intervals: [{ every: 60_000 }] },
    action: { workflowType: 'sweepHolds', taskQueue: 'taskloom' },
    policies: { overlap: 'SKIP' },
  });
  expect(await client.schedule.getHandle('audit-ledger').describe()).toMatchObject({
    spec: { intervals: [{ every: 3_600_000 }] },
    action: { workflowType: 'auditLedger' },
  });
  expect(await client.schedule.getHandle('reconcile-payments').describe()).toMatchObject({
    spec: { intervals: [{ every: 3_600_000 }] },
    action: { workflowType: 'reconcilePayments' },
    policies: { overlap: 'SKIP' },
  });
  expect(await client.schedule.getHandle('refresh-accounts').describe()).toMatchObject({
    spec: { intervals: [{ every: 60_000 }] },
    action: { workflowType: 'refreshAccounts' },
    policies: { overlap: 'SKIP' },
  });
  expect(await client.schedule.getHandle('sweep-identity').describe()).toMatchObject({
    spec: { intervals: [{ every: 86_400_000 }] },
    action: { workflowType: 'sweepIdentity' },
    policies: { overlap: 'SKIP', catchupWindow: 86_400_000 },
  });
  expect(await client.schedule.getHandle('renew-publishing-accounts').describe()).toMatchObject({
    spec: { intervals: [{ every: 86_400_000 }] },
    action: { workflowType: 'renewPublishingAccounts' },
  });
  expect(await client.schedule.getHandle('tell-members').describe()).toMatchObject({
    spec: { intervals: [{ every: 3_600_000 }] },
    action: { workflowType: 'tellMembers' },
  });

  await sweeper.pause('an operator looks into something');
  await sweeper.update((schedule) => ({ ...schedule, spec: { intervals: [{ every: '1 day' }] } }));
  await ensureSchedules(client);
  expect(await sweeper.describe()).toMatchObject({
    spec: { intervals: [{ every: 60_000 }] },
    state: { paused: true, note: 'an operator looks into something' },
  });
});
