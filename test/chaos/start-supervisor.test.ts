import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rotateLogs } from '../../scripts/platform/child';
import { openRunFolder } from '../../scripts/platform/records';
import { processIdentity } from '../../scripts/platform/processes';
import { createSupervisor, type ServicePlan, type Supervisor } from '../../scripts/platform/supervisor';

/** What the supervisor does with small programs of a line or two; start-platform.test.ts has the real ones. */

let folder: string;
let supervisor: Supervisor;
let told: string[];
let tell: () => void;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'taskloom-supervisor-'));
  rotateLogs(path.join(folder, 'logs'));
  told = [];
  tell = () => undefined;
  const workplace = { run: openRunFolder(path.join(folder, 'run')), logs: path.join(folder, 'logs') };
  supervisor = createSupervisor(workplace, {
    crashed: (title, how, again, tail) => {
      told.push(`${title} ${how} ${again} ${tail}`);
      tell();
    },
    recovered: (title) => {
      told.push(`${title} is back`);
      tell();
    },
  });
});

afterEach(async () => {
  supervisor.hurry();
  await supervisor.stop();
  rmSync(folder, { recursive: true });
});

/** A program that says in a file when it is up, and leaves its process number there. */
function program(name: string, body: string, plan: Partial<ServicePlan> = {}): ServicePlan {
  const file = path.join(folder, name);
  return {
    name,
    title: name,
    stage: 1,
    graceMs: 5_000,
    readyWithinMs: 10_000,
    program: process.execPath,
    args: ['-e', `require('fs').appendFileSync(${JSON.stringify(file)}, process.pid + '\\n');${body}`],
    env: { PATH: process.env['PATH'] },
    probe: async () => processIdentity(lastPid(name)) !== undefined,
    ...plan,
  };
}

function pids(name: string): number[] {
  return readFileSync(path.join(folder, name), 'utf8').trim().split('\n').map(Number);
}

function lastPid(name: string): number {
  return pids(name).at(-1) ?? 0;
}

async function untilTold(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = told.find((line) => pattern.test(line));
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => (tell = resolve));
  }
}

const STAY = 'setInterval(() => {}, 1000);';

test('a service that is killed is reported and started again', async () => {
  await supervisor.start(program('worker', STAY));
  const first = lastPid('worker');
  process.kill(first, 'SIGKILL');
  expect(await untilTold(/starting it again/)).toMatch(/^worker signal SIGKILL/);
  await untilTold(/worker is back/);
  expect(lastPid('worker')).not.toBe(first);
});

test('what a service said before it ended is told', async () => {
  await supervisor.start(program('worker', `${STAY}setTimeout(() => { throw new Error('no disk') }, 100);`));
  expect(await untilTold(/starting it again/)).toMatch(/exit code 1.*Error: no disk/s);
});

test('a service that keeps ending is given up, after pauses that double', async () => {
  await supervisor.start(program('worker', 'setTimeout(() => process.exit(7), 30);'));
  const failure = await supervisor.gaveUp;
  expect(failure.message).toMatch(/worker ended 6 times in a row \(exit code 7\)/);
  const pauses = told.flatMap((line) => /again in ([\d.]+) s/.exec(line)?.[1] ?? []);
  expect(pauses).toEqual(['0.3', '0.5', '1.0', '2.0', '4.0']);
});

test('a service that ends before it serves fails the start, with the end of its log', async () => {
  const broken = program('api', "console.error('PORT is taken'); process.exit(1);", {
    probe: async () => false,
  });
  await expect(supervisor.start(broken)).rejects.toThrow(/api stopped \(exit code 1\).*PORT is taken/s);
});

test('a service that could not start by something that passes is started again, and not without end', async () => {
  const passing = /address already in use/;
  const second = `if (require('fs').readFileSync(${JSON.stringify(path.join(folder, 'temporal'))}, 'utf8').split('\\n').length > 2) ${STAY} else {
    console.error('listen: address already in use'); process.exit(1); }`;
  const up = async () => pids('temporal').length === 2;
  await supervisor.start(program('temporal', second, { passing, probe: up }));
  expect(processIdentity(lastPid('temporal'))).toBeDefined();

  const never = "console.error('listen: address already in use'); process.exit(1);";
  const taken = program('redis', never, { passing, probe: async () => false });
  await expect(supervisor.start(taken)).rejects.toThrow(/redis stopped \(exit code 1\)/);
  expect(pids('redis')).toHaveLength(3);
  expect(told).toEqual([]);
});

test('a service that never serves fails the start, and does not stay', async () => {
  const silent = program('api', STAY, { probe: async () => false, readyWithinMs: 700 });
  await expect(supervisor.start(silent)).rejects.toThrow(/api did not serve within 1 s/);
  expect(processIdentity(lastPid('api'))).toBeUndefined();
});

test('everything stops in the opposite order, and the stores see the platform end first', async () => {
  const order = path.join(folder, 'order');
  const noting = (name: string) =>
    `${STAY}process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(order)}, '${name}\\n'); process.exit(0); });`;
  await supervisor.start(program('mysql', noting('mysql'), { stage: 1 }));
  await supervisor.start(program('cashier', noting('cashier'), { stage: 2 }));
  await supervisor.start(program('worker', noting('worker'), { stage: 3 }));
  await supervisor.stop();
  expect(readFileSync(order, 'utf8')).toBe('worker\ncashier\nmysql\n');
});

test('a service that does not listen to SIGTERM is killed after its grace, and what it started too', async () => {
  const child = path.join(folder, 'child');
  const stubborn = `process.on('SIGTERM', () => {});${STAY}
    const { pid } = require('child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {});${STAY}"]);
    require('fs').writeFileSync(${JSON.stringify(child)}, String(pid));`;
  await supervisor.start(
    program('worker', stubborn, { graceMs: 300, probe: async () => readFileSync(child, 'utf8') !== '' }),
  );
  const grandchild = lastPid('child');
  expect(processIdentity(grandchild)).toBeDefined();
  await supervisor.stop();
  expect(processIdentity(lastPid('worker'))).toBeUndefined();
  expect(processIdentity(grandchild)).toBeUndefined();
});

test('a second request to stop does not wait for the grace', async () => {
  await supervisor.start(program('worker', `process.on('SIGTERM', () => {});${STAY}`, { graceMs: 60_000 }));
  const stopped = supervisor.stop();
  supervisor.hurry();
  await stopped;
  expect(processIdentity(lastPid('worker'))).toBeUndefined();
});

test('nothing is started any more once everything is stopping', async () => {
  await supervisor.stop();
  await expect(supervisor.start(program('api', STAY))).rejects.toThrow('everything is stopping');
});

test('what a killed supervisor left is found again by its record, and nobody else is touched', async () => {
  await supervisor.start(program('left', STAY));
  await supervisor.start(program('stranger', STAY));
  const [left, stranger] = [lastPid('left'), lastPid('stranger')];
  const abandoned = openRunFolder(path.join(folder, 'abandoned'));
  const record = (name: string, pid: number, identity: string | undefined) => {
    const content = { name, pid, identity, owner: 'a supervisor that is gone', stage: 1, graceMs: 5_000 };
    writeFileSync(path.join(abandoned.folder, `${name}.process.json`), JSON.stringify(content));
  };
  record('left', left, processIdentity(left));
  // The number of a process that has ended may have been given to another since.
  record('stranger', stranger, 'an earlier process under this number');

  expect(await abandoned.endLeftovers('somebody else')).toEqual([]);
  expect(processIdentity(left)).toBeDefined();
  expect(await abandoned.endLeftovers()).toEqual(['left']);
  await untilTold(/left signal SIGTERM/);
  expect(processIdentity(stranger)).toBeDefined();
});

test('an installation has one supervisor at a time', () => {
  const run = openRunFolder(path.join(folder, 'run'));
  const lock = path.join(run.folder, 'supervisor.json');
  writeFileSync(
    lock,
    JSON.stringify({ pid: process.pid, identity: 'an earlier process', url: 'http://127.0.0.1:1' }),
  );
  expect(run.takeOver('http://127.0.0.1:8000')).toBeUndefined();
  expect(run.takeOver('http://127.0.0.1:9000')).toMatchObject({
    pid: process.pid,
    url: 'http://127.0.0.1:8000',
  });
  run.giveBack();
  expect(run.takeOver('http://127.0.0.1:9000')).toBeUndefined();
});
