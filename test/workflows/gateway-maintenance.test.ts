import { randomUUID } from 'node:crypto';
import { credits } from '../../domain/credits';
import { keepTalks } from '../../domain/gateway/call-bodies';
import { createCallLog } from '../../domain/gateway/calls';
import { CALL_HOLD_MS } from '../../domain/gateway/call';
import { createChannelFailures } from '../../domain/gateway/channel-failures';
import { budgetsAt } from '../../domain/gateway/window-limits';
import { TASK_QUEUE, type WorkflowName } from '../../workflows/contract';
import { answered, budgetOf, callOf, callProcess, quoteOf, type CallProcess } from '../support/gateway-calls';
import { gatewayDomainOver, type GatewayDomain } from '../support/gateway-domain';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { GATEWAY, startWorker, type TestWorker } from '../support/worker';

/** What the platform does by itself, now and then, for the model gateway. */

const DAY = 86_400_000;

let gateway: GatewayDomain;
let platform: JobPlatform;
let worker: TestWorker;
let here: CallProcess;
beforeAll(async () => {
  platform = await jobPlatform();
  gateway = gatewayDomainOver(platform);
  worker = await startWorker(platform);
  here = callProcess(gateway);
});
afterAll(async () => {
  await worker.stop();
  await here.close();
  await platform.close();
});

/** Runs a workflow as its Schedule does, and answers its result. */
async function run(name: WorkflowName, branch?: string): Promise<unknown> {
  const options = { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] };
  const handle = await worker.client.workflow.start(name, options);
  const result: unknown = await handle.result();
  if (branch) await recordHistory(`${name}.${branch}`, handle);
  return result;
}

const open = (user: number, amount: bigint) =>
  here.metering.open(callOf(user, gateway.clock), quoteOf(amount), [
    budgetOf(`test:${user}`, 'requests', 9n),
  ]);

test('what is kept no longer of calls is deleted, and totals and books stay right', async () => {
  const user = await platform.newUser(10);
  const call = await open(user, credits(1));
  await here.metering.settle(call, answered());
  const said = { beginning: Buffer.from('x'), bytes: 1 };
  await keepTalks(gateway.db, [{ callId: call.facts.id, request: said, answer: said }], {
    largest: 10,
    expiresAt: new Date(gateway.clock.now().getTime() + DAY),
  });
  expect(await run('sweepCalls')).toEqual({ bodies: 0, calls: 0, windows: 0 });
  gateway.advance(DAY + 1000);
  expect(await run('sweepCalls')).toEqual({ bodies: 2, calls: 0, windows: 0 });
  const today = budgetsAt('key:1', [{ unit: 'requests', window: 'day', limit: 9n }], gateway.clock.now());
  const limited = await here.metering.open(callOf(user, gateway.clock), quoteOf(0n), today);
  await here.metering.settle(limited, answered());
  gateway.advance(63 * DAY);
  await run('sweepHolds');
  const windows = () => gateway.select("SELECT 1 FROM gateway_budgets WHERE subject = 'key:1/day'");
  expect(await windows()).toHaveLength(1);
  expect(await run('sweepCalls', 'done')).toEqual({ bodies: 0, calls: 2, windows: 1 });
  expect(await windows()).toEqual([]);
  expect(await createCallLog(gateway).newest({}, 10)).toEqual([]);
  expect(await run('auditLedger')).toEqual({ checkedAt: expect.any(String) });
});

test('what calls have set aside whose processes died is given back, of free models too', async () => {
  const user = await platform.newUser(50);
  const paid = await open(user, credits(20));
  await open(user, 0n);
  gateway.advance(CALL_HOLD_MS + GATEWAY.longestCallMs + 1000);
  const living = await open(user, credits(5));
  expect(await run('sweepHolds')).toMatchObject({ released: 1, abandoned: 1 });
  expect(await run('sweepHolds')).toMatchObject({ released: 0, abandoned: 0 });
  expect(await platform.balance(user)).toEqual({ available: 45, held: 5 });
  const [budget] = await gateway.select('SELECT reserved, spent FROM gateway_budgets WHERE subject = ?', [
    `test:${user}`,
  ]);
  expect({ ...budget }).toEqual({ reserved: 1, spent: 0 });
  const { call } = await createCallLog(gateway).explain(paid.facts.id, user);
  expect(call).toMatchObject({ status: 'abandoned', cost: 0n });
  await here.metering.settle(living, answered());
  expect(await run('auditLedger')).toEqual({ checkedAt: expect.any(String) });
});

test('a channel that was switched off for its failures gets another chance', async () => {
  const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
  const { id } = await gateway.channels.create({ name: 'failing', userChannelId });
  const last = { at: gateway.clock.now(), reason: '503' };
  await createChannelFailures(gateway).record([{ id, worked: false, failures: 3, last }], {
    disableAfter: 3,
  });
  expect(await run('recoverChannels')).toEqual({ channels: [] });
  gateway.advance(GATEWAY.recoverAfterMs + 1000);
  expect(await run('recoverChannels', 'done')).toEqual({ channels: [id] });
  expect(await gateway.channels.get(id)).toMatchObject({ enabled: true, consecutiveFailures: 0 });
});

test('a call that is written down wrongly fails the audit, for every operator to see', async () => {
  const user = await platform.newUser(10);
  const call = await open(user, credits(1));
  await here.metering.settle(call, answered());
  await gateway.db.query(`UPDATE gateway_calls SET cost = cost + 1 WHERE id = '${call.facts.id}'`);
  await expect(run('auditLedger')).rejects.toMatchObject({
    cause: { type: 'LEDGER_VIOLATION', message: expect.stringContaining('breaks its rules') },
  });
});
