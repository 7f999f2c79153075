import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inProject } from '../../config/paths';
import { freePorts } from '../../scripts/platform/ports';
import { processIdentity } from '../../scripts/platform/processes';
import { startInstallation, type ServiceName, type TestInstallation } from '../support/installation';

/** `npm start` as a whole: its real services and processes, started, killed and stopped. */

const SERVICES: ServiceName[] = ['mysql', 'redis', 'temporal', 'cashier', 'api', 'worker'];

async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not seen within a minute: ${what}`);
    await delay(50);
  }
}

function pidsOf(installation: TestInstallation): number[] {
  return SERVICES.map((service) => installation.pidOf(service));
}

function allGone(pids: readonly number[]): boolean {
  return pids.every((pid) => processIdentity(pid) === undefined);
}

async function isReady({ url }: TestInstallation): Promise<boolean> {
  const answer = await fetch(`${url}/ready`).catch(() => undefined);
  return answer?.status === 200;
}

/** Runs `npm start`'s script to its end, with settings that keep it from starting. */
const attempt = (settings: Record<string, string>) => runScript('start', settings);

function runScript(
  name: string,
  settings: Record<string, string>,
  args: readonly string[] = [],
  input = '',
): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings };
  return new Promise((resolve) => {
    const script = inProject('dist', 'scripts', `${name}.js`);
    const run = execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
    run.stdin?.end(input);
  });
}

describe('a platform that runs', () => {
  let installation: TestInstallation;

  beforeAll(async () => {
    installation = await startInstallation();
  }, 120_000);

  afterAll(() => installation.stop());

  test('has told where everything is, and the password of the first administrator', async () => {
    expect(installation.output()).toMatch(new RegExp(`API +${installation.url}\n`));
    expect(installation.output()).toMatch(new RegExp(`API reference +${installation.url}/docs/studio\n`));
    expect(installation.output()).toMatch(/Temporal UI +http:\/\/127\.0\.0\.1:\d+\n/);
    expect(installation.output()).toMatch(/Cashier +http:\/\/127\.0\.0\.1:\d+\n/);
    const [, password = ''] = /password (\S+) +\(shown only this once\)/.exec(installation.output()) ?? [];
    const answer = await fetch(`${installation.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    expect(answer.status).toBe(200);
  });

  test('shows in the terminal what would have been mailed', async () => {
    const sent = await fetch(`${installation.url}/api/auth/email/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.com' }),
    });
    expect(sent.status).toBe(200);
    const told = /✉ ada@example\.com · .+\n(?:.*\n)*?.*\b\d{6}\b/;
    await until('the code in the terminal', () => told.test(installation.output()));
  });

  test('keeps its secrets from other users of the machine', () => {
    for (const file of [
      'secret',
      'credentials.json',
      'demo.json',
      'mysql-accounts.sql',
      'redis/redis.conf',
    ]) {
      expect(statSync(path.join(installation.home, file)).mode & 0o077).toBe(0);
    }
  });

  test('is signed in to by a command that curl takes the cookie of', async () => {
    const { home, url } = installation;
    const signIn = (args: string[], input?: string) =>
      runScript('sign-in', { TASKLOOM_HOME: home, INIT_CWD: home }, args, input);
    const whoIs = async () => {
      const jar = path.join(home, 'cookies.txt');
      expect(statSync(jar).mode & 0o077).toBe(0);
      const asked = promisify(execFile)('curl', ['-s', '-b', jar, `${url}/api/v1/users/status`]);
      return (JSON.parse((await asked).stdout) as { data: { email: string } }).data.email;
    };
    expect(await signIn([])).toMatchObject({ code: 0 });
    expect(await whoIs()).toBe('demo@taskloom.localhost');
    const [, password = ''] = /password (\S+) +\(shown only this once\)/.exec(installation.output()) ?? [];
    expect(await signIn(['admin@taskloom.localhost'], `${password}\n`)).toMatchObject({ code: 0 });
    expect(await whoIs()).toBe('admin@taskloom.localhost');
    expect(await signIn(['admin@taskloom.localhost'], 'wrong\n')).toEqual({
      code: 1,
      output: expect.stringContaining('用户名或密码错误') as string,
    });
    expect(await signIn(['admin@taskloom.localhost'])).toMatchObject({ code: 1 });
  });

  test('is not started a second time from the same folder', async () => {
    const { code, output } = await attempt({ TASKLOOM_HOME: installation.home });
    expect(code).toBe(1);
    expect(output).toContain(`Taskloom is running already: ${installation.url}`);
    expect(output).toContain('TASKLOOM_HOME');
    expect(await isReady(installation)).toBe(true);
  });

  test.each(SERVICES)('brings %s back after it was killed, and is ready again', async (service) => {
    const killed = installation.pidOf(service);
    installation.kill(service);
    await until(`${service} under another process`, () => {
      const file = path.join(installation.home, 'run', `${service}.process.json`);
      return existsSync(file) && installation.pidOf(service) !== killed;
    });
    await until('the API is ready', () => isReady(installation));
    expect(installation.output()).toMatch(/ended by itself \(signal SIGKILL\); starting it again/);
  });
});

test('two platforms run beside each other, and the end of one does not touch the other', async () => {
  const [one, other] = await Promise.all([startInstallation(), startInstallation()]);
  try {
    const pids = pidsOf(one);
    one.process.kill('SIGINT');
    await one.untilPrinted(/no process is left/);
    expect(allGone(pids)).toBe(true);
    expect(await isReady(one)).toBe(false);
    expect(await isReady(other)).toBe(true);
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
}, 180_000);

test('a SIGTERM to npm alone, as a service manager sends it, leaves no process behind', async () => {
  const installation = await startInstallation({}, ['npm', 'start']);
  const pids = pidsOf(installation);
  await installation.stop();
  expect(installation.output()).toMatch(/no process is left/);
  expect(allGone(pids)).toBe(true);
}, 180_000);

test('when the supervisor itself is killed, nothing that it started stays', async () => {
  const installation = await startInstallation();
  const pids = pidsOf(installation);
  installation.process.kill('SIGKILL');
  await until('every process has ended', () => allGone(pids));
  rmSync(installation.home, { recursive: true });
}, 180_000);

describe('a start that cannot be', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'taskloom-'));
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  test('names the variable whose port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const [api = 0] = await freePorts(1);
    const { code, output } = await attempt({
      TASKLOOM_HOME: home,
      PORT: String(api),
      REDIS_PORT: String(port),
    });
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken by another program. Set REDIS_PORT`);
  });

  test('names two variables that want the same port', async () => {
    const { code, output } = await attempt({ TASKLOOM_HOME: home, PORT: '18000', WORKER_PORT: '18000' });
    expect(code).toBe(1);
    expect(output).toContain('WORKER_PORT and PORT are both 18000');
  });

  test('names each setting that is wrong', async () => {
    const { code, output } = await attempt({ TASKLOOM_HOME: home, PORT: 'http', LOG_LEVEL: 'loud' });
    expect(code).toBe(1);
    expect(output).toMatch(/PORT +is "http"; expected a port number/);
    expect(output).toMatch(/LOG_LEVEL +is "loud"; expected one of/);
  });

  test('names the service that is configured and does not answer', async () => {
    const [away = 0, ...ports] = await freePorts(6);
    const names = ['PORT', 'WORKER_PORT', 'CASHIER_PORT', 'REDIS_PORT', 'TEMPORAL_PORT'];
    const { code, output } = await attempt({
      TASKLOOM_HOME: home,
      ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])),
      TEMPORAL_UI_PORT: String((await freePorts(1))[0]),
      DATABASE_URL: `mysql://taskloom:geheim@127.0.0.1:${away}/taskloom`,
    });
    expect(code).toBe(1);
    expect(output).toContain(`DATABASE_URL (mysql://127.0.0.1:${away}/taskloom) does not answer`);
    expect(output).not.toContain('geheim');
  });
});
