import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { settleExpiredHold } from '../../activities/expired-holds';
import { inProject } from '../../config/paths';
import { credits } from '../../domain/credits';
import { endAbandonedCall } from '../../domain/gateway/abandoned';
import { endAbandonedPackageCalls } from '../../domain/gateway/abandoned-package-calls';
import { createApiKeys } from '../../domain/gateway/api-keys';
import { CALL_HOLD_MS } from '../../domain/gateway/call';
import { freePorts } from '../../scripts/platform/ports';
import { required } from '../support/environment';
import { eventually } from '../support/eventually';
import { faultyGateway, GIVEN, type FaultyGateway } from '../support/faulty-upstreams';
import { limit, packageWorld } from '../support/package-holder';
import { CALLERS, type ModelCaller } from '../support/model-callers';
import { PLATFORM_SECRET } from '../support/platform';

/** The process of the API is killed while it streams answers: nobody pays, and nothing stays set aside. */

let gateway: FaultyGateway;
let home: string;

beforeAll(async () => {
  gateway = await faultyGateway();
  home = await mkdtemp(path.join(tmpdir(), 'taskloom-kill-'));
});
afterAll(async () => {
  await gateway.close();
  await rm(home, { recursive: true, force: true });
});

/** Another process of the API over the same database. */
async function startApi(): Promise<{ url: string; process: ChildProcess }> {
  const [port] = await freePorts(1);
  const child = spawn(process.execPath, [inProject('dist', 'api', 'main.js')], {
    cwd: inProject(),
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      TASKLOOM_HOME: home,
      TASKLOOM_SECRET: PLATFORM_SECRET,
      DATABASE_URL: gateway.url,
      REDIS_URL: required('TASKLOOM_TEST_REDIS_URL'),
      TEMPORAL_ADDRESS: required('TASKLOOM_TEST_TEMPORAL_ADDRESS'),
      GATEWAY_PRIVATE_UPSTREAMS: 'yes',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`The API ended:\n${output}`);
    expect(output).toContain('"listening"');
  }, 30_000);
  return { url: `http://127.0.0.1:${port}`, process: child };
}

test('what is set aside for calls of a killed process goes back once its time is over', async () => {
  const offered = new Map<ModelCaller, string>();
  for (const caller of CALLERS) {
    const { name, channels } = await gateway.offer([{ type: caller.channel }]);
    channels[0].failNext({ kind: 'stall', afterContent: 2 });
    offered.set(caller, name);
  }
  const api = await startApi();
  const quotaLimit = credits(50);
  const calls = await Promise.all(
    CALLERS.map(async (caller) => {
      const holder = await gateway.keyHolder(GIVEN, { quotaLimit });
      const name = offered.get(caller) ?? '';
      const answer = await fetch(`${api.url}${caller.path(name, true)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${holder.secret}` },
        body: JSON.stringify(caller.body(name, { stream: true })),
      });
      const reader = answer.body!.getReader();
      expect((await reader.read()).value).toBeDefined();
      return { holder, name, reader };
    }),
  );
  api.process.kill('SIGKILL');
  await once(api.process, 'exit');
  for (const { reader } of calls) {
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow();
  }

  const { db, ledger, clock, jobs, outbox } = gateway;
  const sweep = async () => {
    const holds = await ledger.expiredHolds(clock.now(), 100);
    const never = () => Promise.reject(new Error('these are no jobs'));
    const keeping = {
      jobs,
      ledger,
      outbox,
      clock,
      isRunning: never,
      isWaiting: never,
      giveUp: never,
      lostSandboxes: () => Promise.resolve([]),
      isOfRefund: () => Promise.resolve(false),
    };
    const endCall = (hold: (typeof holds)[number]) => endAbandonedCall(hold, { db, ledger, clock });
    return Promise.all(holds.map((hold) => settleExpiredHold(hold, { ...keeping, endCall })));
  };
  expect(await sweep()).toEqual([]);
  for (const { holder } of calls) expect((await holder.user.balance()).held).toBeGreaterThan(0);
  gateway.advance(CALL_HOLD_MS + 1_000);
  expect(await sweep()).toEqual(calls.map(() => 'released'));
  expect(await sweep()).toEqual([]);

  const keys = createApiKeys({ db, clock });
  for (const { holder, name } of calls) {
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({
      status: 'abandoned',
      error_code: 'ABANDONED',
      cost: 0,
      usage_source: 'none',
    });
    expect(await gateway.ledger.explain(`call/${call.id}`)).toMatchObject({
      holds: [{ description: `Model call: ${name} (gateway, key ${holder.keyId})` }],
    });
    expect(await holder.user.balance()).toEqual({ available: GIVEN, held: 0 });
    const { quotaSpent, quotaRemaining } = await keys.get(holder.user.id, holder.keyId);
    expect([quotaSpent, quotaRemaining]).toEqual([0n, quotaLimit]);
  }
  expect(await gateway.complaints()).toEqual([]);
}, 120_000);

test('what a call of a killed process had reserved of a package goes back too', async () => {
  const [caller] = CALLERS as [ModelCaller];
  const { name, channels } = await gateway.offer([{ type: caller.channel }]);
  channels[0].failNext({ kind: 'stall', afterContent: 2 });
  const api = await startApi();
  // For life: the clock of the process that is killed is not ours, and the day may end between the two.
  const holder = await packageWorld(gateway).holder([
    limit('requests', 'life', 1),
    limit('credits', 'life', 50),
  ]);
  const call = () =>
    fetch(`${api.url}${caller.path(name, true)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${holder.secret}` },
      body: JSON.stringify(caller.body(name, { stream: true })),
    });
  const reader = (await call()).body!.getReader();
  expect((await reader.read()).value).toBeDefined();
  expect((await call()).status).toBe(402);
  api.process.kill('SIGKILL');
  await once(api.process, 'exit');
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();

  expect(await holder.use('requests', 'life')).toEqual({ used: 0, reserved: 1 });
  gateway.advance(CALL_HOLD_MS + 1_000);
  expect(await endAbandonedPackageCalls(gateway)).toBe(1);
  const { uses } = await holder.standing();
  expect(uses.map(({ used, reserved }) => [used, reserved])).toEqual(uses.map(() => [0n, 0n]));
  expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'abandoned', cost: 0 }]);
  expect(await gateway.complaints()).toEqual([]);
}, 120_000);

test('one that is told to stop lets its calls end first', async () => {
  const [caller] = CALLERS as [ModelCaller];
  const { name } = await gateway.offer([{ type: caller.channel }]);
  gateway.simulator.script({ text: 'one two three four five six', delayMs: 200 });
  const api = await startApi();
  const holder = await gateway.keyHolder();
  const answer = await fetch(`${api.url}${caller.path(name, true)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${holder.secret}` },
    body: JSON.stringify(caller.body(name, { stream: true })),
  });
  api.process.kill('SIGTERM');
  const text = await answer.text();
  expect([caller.words(text, true), caller.isEnded(text)]).toEqual(['one two three four five six', true]);
  await once(api.process, 'exit');
  expect(api.process.exitCode).toBe(0);
  expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'succeeded', usage_source: 'reported' });
  expect(await gateway.complaints()).toEqual([]);
}, 60_000);
