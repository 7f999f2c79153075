import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Docker from 'dockerode';
import { systemClock } from '../../domain/clock';
import type { SandboxDriver } from '../../domain/sandboxes/driver';
import { createDocker } from '../../providers/sandbox/docker/driver';
import { eventually } from '../support/eventually';
import { run, sandboxSpec } from '../support/sandboxes';

/* What becomes of sandboxes when their engine ends, and of containers that nobody knows of; on an engine of its own. */

const INSTALLATION = 'taskloom.installation';
const SANDBOX = 'taskloom.sandbox';

let folder: string;
let socket: string;
let engine: ChildProcess;
let driver: SandboxDriver;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'taskloom-engine-'));
  socket = path.join(folder, 'docker.sock');
  engine = await startEngine();
  driver = await open();
}, 120_000);

afterAll(async () => {
  await Promise.all((await driver.list()).map(({ id }) => driver.destroy(id)));
  await end(engine, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const open = () =>
  createDocker({
    ...{ home: path.join(folder, 'home'), socket, guest: process.env['TASKLOOM_TEST_GUEST'] ?? '' },
    ...{ users: { first: 310_000, count: 100 }, clock: systemClock },
    images: (name) => Promise.resolve(name === 'host' ? '/' : undefined),
  });

async function startEngine(): Promise<ChildProcess> {
  const at = (name: string) => path.join(folder, name);
  const started = spawn(
    'dockerd',
    [
      ...['--host', `unix://${socket}`, '--data-root', at('data'), '--exec-root', at('exec')],
      ...['--pidfile', at('pid'), '--storage-driver=vfs', '--iptables=false', '--bridge=none'],
    ],
    { stdio: 'ignore', env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` } },
  );
  await eventually(async () => expect(await answers()).toBe(true), 60_000);
  return started;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath: socket, path: '/_ping' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.once('error', () => resolve(false));
    asked.end();
  });
}

async function end(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(process, 'exit');
  process.kill(signal);
  await ended;
}

test('a sandbox whose engine ends is lost, is removed when there is an engine again, and others can be made', async () => {
  const spec = sandboxSpec();
  const sandbox = await driver.create(spec);
  await sandbox.run({ id: 'sleep', argv: ['sleep', '1000'] });
  await end(engine, 'SIGTERM');

  await expect(sandbox.process('sleep')).rejects.toMatchObject({ code: 'SANDBOX_LOST' });
  expect(await driver.attach(spec.id)).toBeUndefined();
  // Nothing is forgotten that could not be removed.
  await expect(driver.destroy(spec.id)).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  await expect(driver.create(sandboxSpec())).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  sandbox.close();

  engine = await startEngine();
  const receipt = await driver.destroy(spec.id);
  expect(receipt.goneAt.getTime()).toBeLessThanOrEqual(Date.now());
  const next = await driver.create(sandboxSpec());
  expect((await run(next, 'echo again')).out).toBe('again\n');
  next.close();
  await Promise.all((await driver.list()).map(({ id }) => driver.destroy(id)));
  expect(await new Docker({ socketPath: socket }).listContainers({ all: true })).toEqual([]);
});

test('a container of this installation that nobody knows of is removed; those of others stay', async () => {
  const docker = new Docker({ socketPath: socket });
  const sandbox = await driver.create(sandboxSpec());
  const [own] = await docker.listContainers({ all: true });
  const { Image, Labels } = await docker
    .getContainer(own?.Id ?? '')
    .inspect()
    .then(({ Config }) => Config);
  const installation = Labels[INSTALLATION] ?? '';
  expect(installation).not.toBe('');
  const like = (name: string, labels: Record<string, string>) =>
    docker.createContainer({ name, Image, Cmd: ['/bin/true'], Labels: labels });
  await like('stray', { [INSTALLATION]: installation, [SANDBOX]: 'box-stray' });
  await like('foreign', { [INSTALLATION]: 'another', [SANDBOX]: 'box-stray' });
  await like('other', {});

  expect((await driver.list()).map(({ id }) => id)).toEqual([sandbox.id]);
  const left = (await docker.listContainers({ all: true })).flatMap(({ Names }) => Names);
  expect(left.sort()).toEqual(['/foreign', `/${installation}-${sandbox.id}`, '/other'].sort());
  expect((await run(sandbox, 'echo unharmed')).out).toBe('unharmed\n');
  sandbox.close();

  // As the engine leaves one that it was asked for by who was killed meanwhile.
  const spec = sandboxSpec();
  await like(`${installation}-${spec.id}`, { [INSTALLATION]: installation, [SANDBOX]: spec.id });
  const anew = await driver.create(spec);
  expect((await run(anew, 'echo anew')).out).toBe('anew\n');
  anew.close();
  await driver.destroy(spec.id);
  await Promise.all(['foreign', 'other'].map((name) => docker.getContainer(name).remove()));
});
